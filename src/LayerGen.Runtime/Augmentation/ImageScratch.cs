namespace LayerGen.Augmentation;

/// <summary>What one thread needs to change one image.</summary>
internal sealed class ImageScratch(int pixels, int channels)
{
    /// <summary>The image before the step in hand.</summary>
    public float[] Before { get; } = new float[pixels * channels];

    /// <summary>How far each pixel moves down.</summary>
    public float[] Down { get; } = new float[pixels];

    /// <summary>How far each pixel moves to the right.</summary>
    public float[] Right { get; } = new float[pixels];

    /// <summary>A field half smoothed.</summary>
    public float[] Half { get; } = new float[pixels];
}
