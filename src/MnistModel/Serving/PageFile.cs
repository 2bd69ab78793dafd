using System.Collections.Frozen;
using System.Text;

namespace MnistModel.Serving;

/// <summary>A file of the page. All are part of the program: a request can name these and no file of the machine.</summary>
/// <param name="MediaType">What the browser is told it is.</param>
/// <param name="Content">The bytes.</param>
internal sealed record PageFile(string MediaType, byte[] Content)
{
    /// <summary>The files by the paths of their addresses.</summary>
    public static FrozenDictionary<string, PageFile> ByPath { get; } =
        new Dictionary<string, PageFile>
        {
            ["/"] = Read("index.html", "text/html; charset=utf-8"),
            ["/page.css"] = Read("page.css", "text/css; charset=utf-8"),
            ["/page.js"] = Read("page.js", "text/javascript; charset=utf-8"),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private static PageFile Read(string name, string mediaType) =>
        new(
            mediaType,
            Encoding.UTF8.GetBytes(EmbeddedText.Read($"MnistModel.Serving.Page.{name}"))
        );
}
