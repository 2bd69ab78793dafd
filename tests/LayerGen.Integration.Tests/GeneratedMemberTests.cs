using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using LayerGen.Generator.Core;
using LayerGen.Generator.Parsing;
using LayerGen.Reference.Generated;
using LayerGen.Reference.Stacks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace LayerGen.Integration.Tests;

/// <summary>The list of generated members against the members of generated code, under every algorithm of the planner.</summary>
public sealed class GeneratedMemberTests
{
    /// <summary>A window of its own whose places are too many for a byte.</summary>
    private static readonly Stack LargePool = new(
        "LayerGen.Large",
        "Pool",
        SampleShape.Image(17, 17, 1),
        [
            new StackLayer.Conv(2, 1, 1),
            new StackLayer.Dropout(0.5),
            new StackLayer.Pool(PoolKind.Max, 17, 17),
            new StackLayer.Flatten(),
            new StackLayer.Softmax(),
        ]
    );

    private static readonly Lazy<(Stack Stack, OwnMember[] Members)[]> Networks = new(() =>
        [
            .. Read(CompiledStacks.File, [.. KnownStacks.All, .. CompiledStacks.Random]),
            .. Read(CompiledStacks.Save(GeneratedNetworks.Compile([LargePool])), [LargePool]),
            .. Read(
                ForcedNetworks.File,
                [.. ForcedNetworks.Variants.Select(variant => variant.Stack)]
            ),
        ]
    );

    [Fact]
    public void Every_generated_member_is_listed()
    {
        Assert.NotEmpty(Networks.Value);
        foreach ((Stack stack, OwnMember[] members) in Networks.Value)
        {
            GeneratedMembers listed = GeneratedMembers.Of([
                .. stack.Layers.Select(
                    (layer, i) =>
                        new AttributeCall(i, StackSource.Attribute(layer).Split('(')[0], [])
                ),
            ]);
            Assert.NotEmpty(members);
            Assert.All(
                members,
                member =>
                    Assert.True(
                        member.IsMethod
                            ? listed.HaveMethod(member.Signature)
                            : listed.Have(member.Name),
                        $"GeneratedMembers does not list {member} of {stack}."
                    )
            );
        }
    }

    [Fact]
    public void Every_listed_member_is_generated_for_some_network()
    {
        HashSet<string> generated =
        [
            .. Networks.Value.SelectMany(network =>
                network.Members.Select(member => member.IsMethod ? member.Signature : member.Name)
            ),
        ];

        Assert.All(
            GeneratedMembers.Patterns,
            pattern =>
            {
                Regex one = new(
                    $"^{Regex.Escape(pattern).Replace("\\*", "[A-Za-z]+[0-9]*", StringComparison.Ordinal)}$"
                );
                Assert.True(generated.Any(one.IsMatch), $"{pattern} is generated for no network.");
            }
        );
    }

    /// <summary>Reads the members of compiled networks, private ones included.</summary>
    private static IEnumerable<(Stack, OwnMember[])> Read(string file, Stack[] stacks)
    {
        PortableExecutableReference image = MetadataReference.CreateFromFile(file);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Reader",
            references:
            [
                image,
                .. AppDomain
                    .CurrentDomain.GetAssemblies()
                    .Where(assembly => !assembly.IsDynamic && assembly.Location.Length > 0)
                    .Select(assembly => MetadataReference.CreateFromFile(assembly.Location)),
            ],
            options: new(
                OutputKind.DynamicallyLinkedLibrary,
                metadataImportOptions: MetadataImportOptions.All
            )
        );
        IAssemblySymbol assembly = (IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(image)!;
        return stacks.Select(stack =>
        {
            INamedTypeSymbol type =
                assembly.GetTypeByMetadataName(stack.FullName)
                ?? throw new InvalidOperationException($"{stack.FullName} was not compiled.");
            return (stack, type.GetMembers().Where(IsWritten).Select(Of).ToArray());
        });
    }

    /// <summary>Not what the compiler adds: accessors, fields behind properties, the static constructor.</summary>
    private static bool IsWritten(ISymbol member) =>
        !member.IsImplicitlyDeclared
        && !member.Name.StartsWith('<')
        && member
            is not (
                IMethodSymbol { AssociatedSymbol: not null }
                or IMethodSymbol { MethodKind: MethodKind.StaticConstructor }
            );

    /// <summary>As the class itself would write it: its nested types are unknown where only its own part is.</summary>
    private static OwnMember Of(ISymbol member)
    {
        OwnMember own = MemberReading.Of(member);
        return own with
        {
            Signature = own.Signature.Replace(
                $"{member.ContainingType.ToDisplayString()}.",
                "",
                StringComparison.Ordinal
            ),
        };
    }
}
