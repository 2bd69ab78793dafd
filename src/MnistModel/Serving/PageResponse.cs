using System.Net;
using System.Text;

namespace MnistModel.Serving;

/// <summary>What a browser is told.</summary>
/// <param name="Status">The code of HTTP.</param>
/// <param name="MediaType">What the content is.</param>
/// <param name="Content">The body.</param>
internal sealed record PageResponse(HttpStatusCode Status, string MediaType, byte[] Content)
{
    /// <summary>A refusal, or an error, in one line.</summary>
    /// <param name="status">The code of HTTP.</param>
    /// <param name="text">Why.</param>
    public static PageResponse Refusal(HttpStatusCode status, string text) =>
        new(status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text + "\n"));
}
