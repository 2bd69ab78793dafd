using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace LayerGen.Generator.Tests;

/// <summary>Models hold nothing of the compiler's: otherwise caching dies and old compilations stay in memory.</summary>
public sealed class CompilerObjectTests
{
    private const string Wrong =
        "using LayerGen; [Network(0)] [Conv(3, -3)] [Softmax] class Wrong<T>;";

    private static readonly string[] Stages =
    [
        .. typeof(TrackingNames)
            .GetFields(BindingFlags.Static | BindingFlags.Public)
            .Select(field => (string)field.GetRawConstantValue()!),
    ];

    [Fact]
    public void No_stage_holds_a_compiler_object()
    {
        GeneratorRun run = GeneratorRun.Of(GeneratorRun.Cnn, Wrong);

        foreach (string stage in Stages)
        {
            object[] values =
            [
                .. run
                    .Result.TrackedSteps[stage]
                    .SelectMany(step => step.Outputs)
                    .Select(output => output.Value),
            ];
            Assert.NotEmpty(values);
            HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
            Assert.All(values, value => Walk(value, stage, seen));
        }
    }

    [Fact]
    public void Walk_finds_a_compiler_object_however_deep() =>
        Assert.ThrowsAny<Exception>(() =>
            Walk(
                new[] { (1, (object)new Lazy<object>(() => 1), GeneratorRun.Compile("class A;")) },
                "test",
                new(ReferenceEqualityComparer.Instance)
            )
        );

    [Fact]
    public void Old_compilation_can_be_collected_after_an_edit()
    {
        (GeneratorDriver driver, WeakReference old) = RunAndEdit();

        for (int attempt = 0; attempt < 5 && old.IsAlive; attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(old.IsAlive, "A model of the pipeline keeps the compilation alive.");
        GC.KeepAlive(driver);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (GeneratorDriver Driver, WeakReference Old) RunAndEdit()
    {
        // Without step tracking, which keeps every input alive by design.
        GeneratorDriver driver = Microsoft.CodeAnalysis.CSharp.CSharpGeneratorDriver.Create(
            new NetworkGenerator()
        );
        Compilation compilation = GeneratorRun.Compile(GeneratorRun.Cnn, Wrong);
        driver = driver.RunGenerators(compilation);
        WeakReference old = new(compilation);
        return (driver.RunGenerators(GeneratorRun.Compile("\n" + GeneratorRun.Cnn, Wrong)), old);
    }

    /// <summary>Visits every object that a value holds, through fields, private and inherited ones included.</summary>
    private static void Walk(object? value, string path, HashSet<object> seen)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum)
        {
            return;
        }
        Assert.False(
            value
                is ISymbol
                    or SyntaxNode
                    or SyntaxTree
                    or Compilation
                    or Location
                    or SemanticModel
                    or AttributeData,
            $"{path} holds a {value.GetType()}."
        );
        if (value is SyntaxToken or SyntaxNodeOrToken or SyntaxReference or Delegate)
        {
            Assert.Fail($"{path} holds a {value.GetType()}.");
        }
        if (!value.GetType().IsValueType && !seen.Add(value))
        {
            return;
        }
        if (value is Array items)
        {
            foreach (object? item in (IEnumerable)items)
            {
                Walk(item, path + "[]", seen);
            }
        }
        for (Type? type = value.GetType(); type is not null; type = type.BaseType)
        {
            foreach (
                FieldInfo field in type.GetFields(
                    BindingFlags.Instance
                        | BindingFlags.Public
                        | BindingFlags.NonPublic
                        | BindingFlags.DeclaredOnly
                )
            )
            {
                Walk(field.GetValue(value), $"{path}.{field.Name}", seen);
            }
        }
    }
}
