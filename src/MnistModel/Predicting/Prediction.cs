namespace MnistModel.Predicting;

/// <summary>A file and what the network says about it.</summary>
/// <param name="Path">As the person named it.</param>
/// <param name="Pixels">What the network was shown: 28 · 28 values, 0 background to 1 ink.</param>
/// <param name="Answer">What it said.</param>
internal sealed record Prediction(string Path, ReadOnlyMemory<float> Pixels, Answer Answer);
