using LayerGen.Generator.Core.Layers;

namespace LayerGen.Generator.Core;

/// <summary>
/// Goes through the layers from top to bottom, writes out blocks, and finds what each layer reads by place and by name.
/// Lives no longer than the binding of one declaration.
/// </summary>
internal sealed class Wiring(ClassDeclaration declaration)
{
    private readonly List<DeclarationError> _errors = [];
    private readonly List<LayerUse?> _uses = []; // null for one whose arguments are wrong
    private readonly HashSet<int> _read = [];
    private bool _isBroken; // something the compiler reports

    /// <summary>The layers in their order, or everything that is wrong with them.</summary>
    public Result<EquatableArray<LayerUse>> Layers(EquatableArray<NetworkInput> inputs)
    {
        Names names = new();
        for (int i = 0; i < inputs.Count; i++)
            names.Add(inputs[i].Name, -1 - i);
        if (inputs.Count == 1)
            names.Above = -1;
        foreach (AttributeCall call in declaration.Layers.Where(call => !Inputs.IsInput(call)))
            Take(call, names, "");
        foreach (AttributeCall stray in declaration.Strays)
            Stray(stray);
        if (_errors.Count == 0 && !_isBroken)
            CheckReaders(inputs);
        return _errors.Count == 0 && !_isBroken
            ? new Result<EquatableArray<LayerUse>>.Ok(_uses.OfType<LayerUse>().ToEquatableArray())
            : new Result<EquatableArray<LayerUse>>.Failed(_errors.ToEquatableArray());
    }

    private void Take(AttributeCall call, Names names, string prefix)
    {
        if (call.IsInvalid)
        {
            _isBroken = true;
            return;
        }
        if (call.IsBlock)
            TakeBlock(call, names, prefix);
        else
            TakeLayer(call, names, prefix);
        string name = call.String("Name");
        if (name.Length > 0 && names.Above is { } source && !names.Add(name, source))
            _errors.Add(call.Error(RuleIds.NameTwice, "Name", CSharpText.Quoted(name)));
    }

    private void TakeLayer(AttributeCall call, Names names, string prefix)
    {
        LayerKind? kind = LayerCatalog.Find(call.Name);
        Result<Layer> bound =
            kind?.Bind(call)
            ?? new Result<Layer>.Failed([
                new(RuleIds.UnknownLayer, call.LayerIndex, "", [call.Text, LayerCatalog.Names]),
            ]);
        EquatableArray<int> sources = SourcesOf(call, kind, names);
        _errors.AddRange(bound.Errors);
        _isBroken |= bound is Result<Layer>.Failed { Reasons.Count: 0 };
        _read.UnionWith(sources);
        names.Above = _uses.Count;
        _uses.Add(
            bound is Result<Layer>.Ok(var layer)
                ? new(call.LayerIndex, call.Use, prefix, layer, sources)
                : null
        );
    }

    private void TakeBlock(AttributeCall call, Names names, string prefix)
    {
        if (call.ContainsItself)
        {
            _errors.Add(call.Error(RuleIds.BlockInItself, ""));
            return;
        }
        if (call.Body.Count == 0)
        {
            _errors.Add(call.Error(RuleIds.EmptyBlock, ""));
            return;
        }
        if (Main(call, names) is not { } input)
            return;
        string stem = call.Name.ToLowerInvariant();
        Names inside = new() { Above = input };
        inside.Add(NetworkInput.DefaultName, input);
        string own = $"{prefix}{stem}{CSharpText.Number(NextNumber(prefix + stem))}.";
        foreach (AttributeCall inner in call.Body)
            if (Substituted(inner, call) is { } substituted)
                Take(substituted, inside, own);
        names.Above = inside.Above;
    }

    private readonly Dictionary<string, int> _blocks = new(StringComparer.Ordinal);

    private int NextNumber(string block) =>
        _blocks[block] = _blocks.TryGetValue(block, out int before) ? before + 1 : 1;

    /// <summary>An attribute on a block with the arguments of its use in place of <c>Arg.First</c> and the others.</summary>
    private AttributeCall? Substituted(AttributeCall inner, AttributeCall use)
    {
        Argument[] given = [.. use.Arguments.Where(argument => !argument.IsProperty)];
        List<Argument> arguments = [];
        foreach (Argument argument in inner.Arguments)
        {
            int? place = BlockArguments.PlaceOf(argument.Value);
            if (place is null)
                arguments.Add(argument);
            else if (place < given.Length)
                arguments.Add(argument with { Value = given[place.Value].Value });
            else
            {
                _errors.Add(
                    use.Error(
                        RuleIds.MissingBlockArgument,
                        "",
                        inner.Text,
                        BlockArguments.Name(place.Value),
                        CSharpText.Number(given.Length)
                    )
                );
                return null;
            }
        }
        return inner with
        {
            LayerIndex = use.LayerIndex,
            Arguments = arguments.ToEquatableArray(),
            Use = use.Use.Length == 0 ? use.Text : $"{use.Use}, in it {use.Text}",
        };
    }

    private EquatableArray<int> SourcesOf(AttributeCall call, LayerKind? kind, Names names)
    {
        List<int> sources = [];
        if (Main(call, names) is { } main)
            sources.Add(main);
        foreach (string parameter in kind?.Others ?? [])
            if (
                call.String(parameter) is { Length: > 0 } name
                && Find(call, parameter, name, names) is { } other
            )
                sources.Add(other);
        return sources.ToEquatableArray();
    }

    /// <summary>What a layer or a block reads before anything that it joins: what it names, or what stands above.</summary>
    private int? Main(AttributeCall call, Names names)
    {
        if (call.String("From") is { Length: > 0 } from)
            return Find(call, "From", from, names);
        if (names.Above is null)
            _errors.Add(call.Error(RuleIds.NothingAbove, "", names.All));
        return names.Above;
    }

    private int? Find(AttributeCall call, string argument, string name, Names names)
    {
        if (names.Find(name) is { } source)
            return source;
        string nearest = names.Nearest(name);
        _errors.Add(
            call.Error(
                RuleIds.UnknownName,
                argument,
                CSharpText.Quoted(name),
                nearest.Length > 0 ? $"did you mean {CSharpText.Quoted(nearest)}?"
                    : names.All.Length > 0 ? $"the names above it are {names.All}"
                    : "give the layer that is meant a Name"
            )
        );
        return null;
    }

    private void Stray(AttributeCall stray)
    {
        if (stray.IsInvalid)
            _isBroken = true;
        else
            // The number of a layer outside the list would say nothing: the attribute alone names it.
            _errors.Add(
                new(
                    RuleIds.SplitLayers,
                    stray.LayerIndex,
                    "",
                    [stray.Text, declaration.Name, declaration.Network.Text]
                )
            );
    }

    /// <summary>Everything but the last layer is there for another one.</summary>
    private void CheckReaders(EquatableArray<NetworkInput> inputs)
    {
        AttributeCall[] declared = [.. declaration.Layers.Where(Inputs.IsInput)];
        for (int i = 0; i < declared.Length; i++)
            if (!_read.Contains(-1 - i))
                _errors.Add(
                    declared[i].Error(RuleIds.Unread, "", CSharpText.Quoted(inputs[i].Name))
                );
        for (int i = 0; i < _uses.Count - 1; i++)
            if (!_read.Contains(i) && _uses[i] is { } use)
                _errors.Add(new(RuleIds.Unread, use.Index, "", [use.Subject, "what it gives"]));
    }
}
