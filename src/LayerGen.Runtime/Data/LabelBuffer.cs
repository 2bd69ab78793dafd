namespace LayerGen.Data;

/// <summary>Holds the labels of one batch; grows to the largest.</summary>
internal sealed class LabelBuffer
{
    private int[] _labels = [];

    public Memory<int> Take(int count)
    {
        if (_labels.Length < count)
            _labels = new int[count];
        return _labels.AsMemory(0, count);
    }
}
