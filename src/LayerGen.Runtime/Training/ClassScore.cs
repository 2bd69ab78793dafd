namespace LayerGen.Training;

/// <summary>How well a network knows one class.</summary>
/// <param name="Class">Which class, from 0.</param>
/// <param name="Samples">How many samples are of the class.</param>
/// <param name="Precision">Of the samples taken for the class, the fraction that are of it; 0 if there are none.</param>
/// <param name="Recall">Of the samples of the class, the fraction taken for it; 0 if there are none.</param>
public sealed record ClassScore(int Class, long Samples, double Precision, double Recall)
{
    /// <summary><c>2 · precision · recall / (precision + recall)</c>; 0 if both are 0.</summary>
    public double F1 => Metrics.Ratio.F1(Precision, Recall);
}
