namespace LayerGen.Generator.Core;

/// <summary>What a class must be to become a network, whatever its layers.</summary>
internal static class ClassRules
{
    public static EquatableArray<DeclarationError> Check(
        ClassDeclaration declaration,
        GeneratedMembers generated
    ) => Broken(declaration).Concat(Clashes(declaration, generated)).ToEquatableArray();

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

    private static IEnumerable<DeclarationError> Clashes(
        ClassDeclaration declaration,
        GeneratedMembers generated
    )
    {
        if (generated.Have(declaration.Name))
        {
            yield return Taken(declaration, "", $"The class '{declaration.Name}'", "rename it");
        }
        foreach (OwnMember member in declaration.Members)
        {
            yield return Taken(
                declaration,
                member.Text,
                $"'{member.Text}'",
                member.IsConstructor ? "give it other parameters"
                    : generated.HaveMethod(member.Signature)
                        ? "rename it, or give it other parameters"
                    : "rename it"
            );
        }
    }

    private static DeclarationError Taken(
        ClassDeclaration declaration,
        string member,
        string subject,
        string advice
    ) =>
        new(RuleIds.NameTaken, DeclarationError.Class, member, [subject, declaration.Name, advice]);

    private static DeclarationError Error(
        string rule,
        ClassDeclaration declaration,
        params IEnumerable<string> words
    ) => new(rule, DeclarationError.Class, "", [declaration.Name, .. words]);
}
