namespace LayerGen.Augmentation;

/// <summary>Scratch memory for as many threads as ever worked at once; allocates nothing after that.</summary>
internal sealed class ScratchPool(int pixels, int channels)
{
    private readonly Stack<ImageScratch> _free = new();

    public ImageScratch Rent()
    {
        lock (_free)
            if (_free.TryPop(out ImageScratch? scratch))
                return scratch;
        return new(pixels, channels);
    }

    public void Return(ImageScratch scratch)
    {
        lock (_free)
            _free.Push(scratch);
    }
}
