using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using LayerGen.Generator.Core;

namespace LayerGen.Generator.Tests.Core;

/// <summary>The core knows nothing of the compiler: no signature and no instruction of it names a Roslyn type.</summary>
public sealed class PurityTests
{
    private const string Core = "LayerGen.Generator.Core";
    private const string Compiler = "Microsoft.CodeAnalysis";

    [Fact]
    public void No_signature_of_the_core_names_a_compiler_type()
    {
        const BindingFlags All =
            BindingFlags.Instance
            | BindingFlags.Static
            | BindingFlags.Public
            | BindingFlags.NonPublic
            | BindingFlags.DeclaredOnly;
        Type[] core = [.. typeof(ShapeInference).Assembly.GetTypes().Where(IsCore)];

        Assert.NotEmpty(core);
        Assert.All(
            core.SelectMany(type =>
                (IEnumerable<Type?>)
                    [
                        type.BaseType,
                        .. type.GetInterfaces(),
                        .. type.GetFields(All).Select(field => field.FieldType),
                        .. type.GetProperties(All).Select(property => property.PropertyType),
                        .. type.GetMethods(All).Select(method => method.ReturnType),
                        .. type.GetMethods(All)
                            .Cast<MethodBase>()
                            .Concat(type.GetConstructors(All))
                            .SelectMany(method => method.GetParameters())
                            .Select(parameter => parameter.ParameterType),
                    ]
            ),
            used =>
                Assert.DoesNotContain(Compiler, used?.ToString() ?? "", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void No_instruction_of_the_core_touches_the_compiler_or_the_host()
    {
        List<string> touched = ForeignReferences(Core);

        Assert.Empty(touched);
        // The same reader finds them where they are.
        Assert.NotEmpty(ForeignReferences("LayerGen.Generator.Parsing"));
    }

    private static bool IsCore(Type type) =>
        type.Namespace == Core
        || type.Namespace?.StartsWith(Core + ".", StringComparison.Ordinal) == true;

    /// <summary>
    /// Every member of the compiler, or of the generator outside the core, that instructions under a namespace name.
    /// </summary>
    private static List<string> ForeignReferences(string space)
    {
        using PEReader file = new(File.OpenRead(typeof(ShapeInference).Assembly.Location));
        MetadataReader metadata = file.GetMetadataReader();
        List<string> found = [];
        foreach (TypeDefinitionHandle handle in metadata.TypeDefinitions)
        {
            if (!IsUnder(FullName(metadata, handle), space))
            {
                continue;
            }
            foreach (
                MethodDefinitionHandle method in metadata.GetTypeDefinition(handle).GetMethods()
            )
            {
                int address = metadata.GetMethodDefinition(method).RelativeVirtualAddress;
                if (address == 0)
                {
                    continue;
                }
                byte[] code = file.GetMethodBody(address).GetILBytes() ?? [];
                foreach (int token in Instructions.Tokens(code))
                {
                    string owner = Owner(metadata, token);
                    if (
                        owner.StartsWith(Compiler, StringComparison.Ordinal)
                        || (IsUnder(owner, "LayerGen.Generator") && !IsUnder(owner, Core))
                    )
                    {
                        found.Add($"{FullName(metadata, handle)} names {owner}");
                    }
                }
            }
        }
        return found;
    }

    private static bool IsUnder(string name, string space) =>
        name.StartsWith(space + ".", StringComparison.Ordinal);

    /// <summary>The type that a token belongs to; empty for what is no token of a type or member.</summary>
    private static string Owner(MetadataReader metadata, int token)
    {
        int row = token & 0xFFFFFF;
        TableIndexOf table = (TableIndexOf)(token >>> 24);
        return table switch
        {
            TableIndexOf.TypeReference when row >= 1 && row <= metadata.TypeReferences.Count =>
                Reference(
                    metadata,
                    (TypeReferenceHandle)
                        System.Reflection.Metadata.Ecma335.MetadataTokens.EntityHandle(token)
                ),
            TableIndexOf.TypeDefinition when row >= 1 && row <= metadata.TypeDefinitions.Count =>
                FullName(
                    metadata,
                    (TypeDefinitionHandle)
                        System.Reflection.Metadata.Ecma335.MetadataTokens.EntityHandle(token)
                ),
            TableIndexOf.Member when row >= 1 && row <= metadata.MemberReferences.Count => Parent(
                metadata,
                metadata
                    .GetMemberReference(
                        (MemberReferenceHandle)
                            System.Reflection.Metadata.Ecma335.MetadataTokens.EntityHandle(token)
                    )
                    .Parent
            ),
            TableIndexOf.Method when row >= 1 && row <= metadata.MethodDefinitions.Count =>
                FullName(
                    metadata,
                    metadata
                        .GetMethodDefinition(
                            (MethodDefinitionHandle)
                                System.Reflection.Metadata.Ecma335.MetadataTokens.EntityHandle(
                                    token
                                )
                        )
                        .GetDeclaringType()
                ),
            _ => "",
        };
    }

    private static string Parent(MetadataReader metadata, EntityHandle parent) =>
        parent.Kind switch
        {
            HandleKind.TypeReference => Reference(metadata, (TypeReferenceHandle)parent),
            HandleKind.TypeDefinition => FullName(metadata, (TypeDefinitionHandle)parent),
            _ => "",
        };

    private static string Reference(MetadataReader metadata, TypeReferenceHandle handle)
    {
        TypeReference reference = metadata.GetTypeReference(handle);
        return $"{metadata.GetString(reference.Namespace)}.{metadata.GetString(reference.Name)}";
    }

    private static string FullName(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        TypeDefinition type = metadata.GetTypeDefinition(handle);
        TypeDefinitionHandle outer = type.GetDeclaringType();
        return outer.IsNil
            ? $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}"
            : $"{FullName(metadata, outer)}+{metadata.GetString(type.Name)}";
    }

    /// <summary>The metadata tables whose tokens stand in instructions.</summary>
    private enum TableIndexOf
    {
        TypeReference = 0x01,
        TypeDefinition = 0x02,
        Method = 0x06,
        Member = 0x0A,
    }
}
