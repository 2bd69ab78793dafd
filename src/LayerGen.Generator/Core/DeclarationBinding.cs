namespace LayerGen.Generator.Core;

/// <summary>Reads a network from attributes: every argument checked on its own, names resolved, no shape inferred.</summary>
internal static class DeclarationBinding
{
    /// <summary>
    /// The declaration, or every error in it. Fails without an error where the C# compiler reports one already.
    /// </summary>
    public static Result<NetworkDeclaration> Bind(ClassDeclaration declaration)
    {
        Result<EquatableArray<NetworkInput>> inputs = Inputs.Bind(declaration);
        // Where inputs are wrong their names are known all the same.
        EquatableArray<NetworkInput> named = inputs
            is Result<EquatableArray<NetworkInput>>.Ok(var good)
            ? good
            : Unshaped(declaration);
        return Result.Combine(
            inputs,
            new Wiring(declaration).Layers(named),
            (all, layers) =>
                new NetworkDeclaration(declaration.Namespace, declaration.Name, all, layers)
        );
    }

    private static EquatableArray<NetworkInput> Unshaped(ClassDeclaration declaration)
    {
        Shape unknown = new Shape.Features(1);
        NetworkInput[] declared =
        [
            .. declaration
                .Layers.Where(Inputs.IsInput)
                .Select(call => new NetworkInput(call.String("name"), unknown, call.Text)),
        ];
        return declared.Length == 0 ? [NetworkInput.Only(unknown)] : declared.ToEquatableArray();
    }
}
