namespace MnistModel.Predicting;

/// <summary>Who is meant to read predictions.</summary>
internal enum PredictionFormat
{
    /// <summary>People: bars for one image, a table for several.</summary>
    Text,

    /// <summary>Programs: comma-separated values with a header.</summary>
    Csv,

    /// <summary>Programs: one JSON object a line.</summary>
    Json,
}
