namespace LayerGen.Reference.Naive.Values;

/// <summary>A weight or bias in double precision: outputs × all other axes, row after row.</summary>
internal sealed class LearnedTensor(string name, int rows, int columns, double[] value)
{
    public string Name { get; } = name;

    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    public double[] Value { get; } = value;

    /// <summary>The gradient gathered since the last <see cref="Clear"/>.</summary>
    public double[] Gradient { get; } = new double[value.Length];

    /// <summary>
    /// The sum of the scales of all terms of each gradient: what rounding acts on, however much of it cancels in the end.
    /// </summary>
    public double[] TermSum { get; } = new double[value.Length];

    /// <summary>Adds one term to a gradient.</summary>
    public void Add(int index, double term, double scale)
    {
        Gradient[index] += term;
        TermSum[index] += Math.Abs(scale);
    }

    /// <summary>The gradient gathered, for whoever compares it.</summary>
    public NaiveGradient ToGradient() => new(Name, Rows, Columns, [.. Gradient], [.. TermSum]);

    public void Clear()
    {
        Array.Clear(Gradient);
        Array.Clear(TermSum);
    }
}
