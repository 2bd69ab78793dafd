namespace MnistModel.Options;

/// <summary>What standard output carries.</summary>
internal enum LogFormat
{
    /// <summary>Text for people.</summary>
    Plain,

    /// <summary>One JSON object a line, for programs; the text for people goes to standard error.</summary>
    Json,
}
