using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace MnistModel.Report;

/// <summary>A piece of HTML. What is put into it as a value is text and gets escaped; only other pieces stay as they are.</summary>
/// <param name="Text">Markup.</param>
internal readonly record struct Html(string Text)
{
    /// <summary>Makes a piece from an interpolated string.</summary>
    /// <param name="written">The piece.</param>
    public static Html Of(ref Writer written) => new(written.Written);

    /// <summary>Puts pieces one behind the other.</summary>
    /// <param name="pieces">The pieces.</param>
    public static Html Join(IEnumerable<Html> pieces) =>
        new(string.Join('\n', pieces.Select(piece => piece.Text)));

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Escapes the values of an interpolated string; numbers look the same in every culture.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Writer
    {
        private readonly StringBuilder _text;

        /// <summary>Begins.</summary>
        /// <param name="literalLength">Characters between the values.</param>
        /// <param name="formattedCount">How many values.</param>
        public Writer(int literalLength, int formattedCount) =>
            _text = new StringBuilder(literalLength + (formattedCount * 16));

        /// <summary>What was written.</summary>
        public string Written => _text.ToString();

        /// <summary>Markup between values.</summary>
        public void AppendLiteral(string markup) => _text.Append(markup);

        /// <summary>A piece, as it is.</summary>
        public void AppendFormatted(Html piece) => _text.Append(piece.Text);

        /// <summary>A value, escaped.</summary>
        public void AppendFormatted<T>(T value, string? format = null) =>
            _text.Append(
                WebUtility.HtmlEncode(
                    value is IFormattable formattable
                        ? formattable.ToString(format, CultureInfo.InvariantCulture)
                        : value?.ToString()
                )
            );
    }
}
