using System.Runtime.CompilerServices;
using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Losses;

namespace LayerGen.Generator.Tests.Core;

/// <summary>A loss is a room: its file, a line in the catalogue, its attribute and its functions are all that know it.</summary>
public sealed class LossTests
{
    private static readonly string Root = Path.GetFullPath(
        Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..")
    );

    private static IEnumerable<Loss> FromCatalogue =>
        from kind in LossCatalog.Kinds
        from loss in new[]
        {
            Bound(kind),
            Bound(kind, new Argument("SoftTargets", true, new Constant.Bool(true))),
        }
        select loss;

    [Fact]
    public void Every_kind_of_the_catalogue_binds_a_loss_of_its_name_and_task() =>
        Assert.All(
            LossCatalog.Kinds,
            kind =>
                Assert.Equal((kind.Attribute, kind.Task), (Bound(kind).Attribute, Bound(kind).Task))
        );

    [Fact]
    public void Every_loss_can_be_declared() =>
        Assert.Equal(
            typeof(Loss)
                .Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(Loss)) && !type.IsAbstract)
                .Select(type => type.Name)
                .Order(StringComparer.Ordinal),
            FromCatalogue
                .Append(new ActivationLayer(Generator.Core.Layers.Activation.Sigmoid).LossAtEnd!)
                .Select(loss => loss.GetType().Name)
                .Distinct()
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Tasks_and_outputs_are_those_of_the_runtime()
    {
        Assert.Equal(Enum.GetNames<NetworkTask>(), Enum.GetNames<LossTask>());
        Assert.Equal(
            Enum.GetNames<NetworkOutputs>().Order(StringComparer.Ordinal),
            FromCatalogue.Select(loss => loss.Head.Outputs).Distinct().Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Regression_has_no_accuracy_and_no_class_weights() =>
        Assert.All(
            FromCatalogue,
            loss =>
            {
                Assert.Equal(loss.Task == LossTask.Regression, loss.Accuracy == "null");
                Assert.Equal(loss.Task != LossTask.Regression, loss.TakesClassWeights);
                Assert.Equal(
                    loss.TakesClassWeights,
                    loss.Measure("gradient").Contains("_classWeights", StringComparison.Ordinal)
                );
            }
        );

    [Fact]
    public void New_loss_touches_four_source_files() =>
        Assert.Equal(
            [
                "src/LayerGen.Generator/Core/Losses/HuberLoss.cs",
                "src/LayerGen.Generator/Core/Losses/LossCatalog.cs",
                "src/LayerGen.Runtime/Attributes/HuberAttribute.cs",
                "src/LayerGen.Runtime/Losses/Huber.cs",
            ],
            Directory
                .EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
                .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
                .Where(file =>
                    File.ReadAllText(Path.Combine(Root, file))
                        .Contains("Huber", StringComparison.Ordinal)
                )
                .Order(StringComparer.Ordinal)
        );

    private static Loss Bound(LossKind kind, params Argument[] arguments) =>
        kind.Bind(new(0, kind.Attribute, [.. arguments]))
            is Generator.Core.Result<Loss>.Ok(var loss)
            ? loss
            : throw new InvalidOperationException($"{kind.Attribute} does not bind.");

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
