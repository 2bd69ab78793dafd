namespace LayerGen.Generator.Emission;

/// <summary>One file of emitted code. Compares by value.</summary>
internal sealed record GeneratedFile(string HintName, string Text);
