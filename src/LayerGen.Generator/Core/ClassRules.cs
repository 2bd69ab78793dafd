namespace LayerGen.Generator.Core;

/// <summary>What a class must be to become a network, whatever its layers.</summary>
internal static class ClassRules
{
    public static EquatableArray<DeclarationError> Check(ClassDeclaration declaration) =>
        Broken(declaration).ToEquatableArray();

    private static IEnumerable<DeclarationError> Broken(ClassDeclaration declaration)
    {
        if (!declaration.IsPartial)
        {
            yield return Error(RuleIds.NotPartial, declaration);
        }
        if (declaration.ContainingType.Length > 0)
        {
            yield return Error(RuleIds.Nested, declaration, declaration.ContainingType);
        }
        if (declaration.IsGeneric)
        {
            yield return Error(RuleIds.Generic, declaration);
        }
        if (declaration.Oddities.Count > 0)
        {
            string oddities = string.Join(" and ", declaration.Oddities);
            yield return Error(RuleIds.NotPlainClass, declaration, oddities);
        }
        if (declaration.IsFileLocal)
        {
            yield return Error(RuleIds.FileLocal, declaration);
        }
        if (declaration.Layers.Count == 0 && declaration.Strays.Count == 0)
        {
            yield return Error(RuleIds.NoLayers, declaration);
        }
    }

    private static DeclarationError Error(
        string rule,
        ClassDeclaration declaration,
        params IEnumerable<string> words
    ) => new(rule, DeclarationError.Class, "", [declaration.Name, .. words]);
}
