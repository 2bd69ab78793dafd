using System.Reflection;
using System.Runtime.CompilerServices;
using LayerGen.Kernels;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Reference.Guards;

/// <summary>All memory that a network may touch, found by reflection: it has no say in what is watched.</summary>
internal sealed class GuardedMemory
{
    private const BindingFlags Own =
        BindingFlags.Instance
        | BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.DeclaredOnly;

    private readonly SortedList<nint, GuardedBlock> _blocks = [];
    private readonly INetwork _network;
    private readonly PackedSources _packed;

    // Kernels go back and forth between a few blocks.
    private readonly GuardedBlock?[] _recent = new GuardedBlock?[4];
    private int _oldest;
    private int _phaseBegin = 1;
    private int _phaseEnd = 1;
    private int _writer;

    public GuardedMemory(INetwork network)
    {
        _network = network;
        AddFields(network, "", isShared: true);
        foreach (Parameter parameter in network.Parameters)
        {
            Add(GuardedBlock.Of(parameter.Name, parameter.Value.Values));
            Add(GuardedBlock.Of($"{parameter.Name}'s gradient", parameter.Gradient.Values));
        }
        _packed = (PackedSources)network.GetType().GetField("_packed", Own)!.GetValue(network)!;
    }

    /// <summary>A matrix that does not move, and behind which nothing may be touched.</summary>
    public DenseMatrix Matrix(string name, DenseMatrix values)
    {
        float[] pinned = GC.AllocateUninitializedArray<float>(values.Values.Length, pinned: true);
        values.Values.CopyTo(pinned, 0);
        Add(GuardedBlock.Of(name, pinned));
        return new(values.RowCount, values.ColumnCount, pinned);
    }

    /// <summary>Memory for one call, as the stack would give it.</summary>
    public Span<T> Scratch<T>(int length)
        where T : unmanaged
    {
        T[] pinned = GC.AllocateArray<T>(length, pinned: true);
        Add(GuardedBlock.Of("stack", pinned, isShared: false));
        return pinned;
    }

    /// <summary>
    /// Spoils everything that the network ever wrote: no result may depend on what earlier batches left behind. What was
    /// never written are the zeros around images and behind rows.
    /// </summary>
    public void Spoil()
    {
        foreach (GuardedBlock block in _blocks.Values)
            block.Spoil();
        foreach (Parameter parameter in _network.Parameters)
            parameter.Gradient.Values.AsSpan().Fill(float.NaN);
        _packed.Forget();
    }

    /// <summary>Writes from here on belong to another phase with so many items.</summary>
    public void BeginPhase(int items)
    {
        _phaseBegin = _phaseEnd;
        _phaseEnd += items;
    }

    /// <summary>Writes from here on belong to an item of the phase.</summary>
    public void BeginItem(int item) => _writer = _phaseBegin + item;

    public void Read(nint place, nint length) => Find(place, length, "reads");

    public void Write(nint place, nint length) =>
        Find(place, length, "writes").Write(place, length, _writer, _phaseBegin);

    private GuardedBlock Find(nint place, nint length, string verb)
    {
        foreach (GuardedBlock? recent in _recent)
            if (recent is not null && recent.Has(place, length))
                return recent;
        int low = 0;
        int high = _blocks.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_blocks.Keys[middle] <= place)
                low = middle + 1;
            else
                high = middle;
        }
        GuardedBlock? block = low > 0 ? _blocks.Values[low - 1] : null;
        if (block is null || !block.Has(place, length))
            throw new GuardException(
                block is null
                    ? $"It {verb} {length} bytes in front of all its memory."
                    : $"It {verb} {length} bytes {place - block.Address} behind the start of {block}, which has {block.End - block.Address}."
            );
        _oldest = (_oldest + 1) % _recent.Length;
        return _recent[_oldest] = block;
    }

    private void AddFields(object owner, string prefix, bool isShared)
    {
        foreach (FieldInfo field in owner.GetType().GetFields(Own))
            AddValue(field.GetValue(owner), prefix + field.Name, isShared);
    }

    private void AddValue(object? value, string name, bool isShared)
    {
        switch (value)
        {
            case AlignedBuffer<float> buffer:
                Add(GuardedBlock.Of(name, buffer, isShared));
                break;
            case AlignedBuffer<uint> buffer:
                Add(GuardedBlock.Of(name, buffer, isShared));
                break;
            case AlignedBuffer<ulong> buffer:
                Add(GuardedBlock.Of(name, buffer, isShared));
                break;
            case AlignedBuffer<int> buffer:
                Add(GuardedBlock.Of(name, buffer, isShared));
                break;
            case AlignedBuffer<byte> buffer:
                Add(GuardedBlock.Of(name, buffer, isShared));
                break;
            case AlignedBuffer<float>[] buffers:
                foreach ((int index, AlignedBuffer<float> buffer) in buffers.Index())
                    AddValue(buffer, $"{name}[{index}]", isShared);
                break;
            case BatchGradients gradients:
                AddFields(gradients, $"{name}.", isShared);
                break;
            case Array workspaces when name == "_workspaces":
                foreach ((int index, object workspace) in workspaces.Cast<object>().Index())
                    AddFields(workspace, $"worker {index}: ", isShared: false);
                break;
        }
    }

    private void Add(GuardedBlock block) => _blocks[block.Address] = block;
}
