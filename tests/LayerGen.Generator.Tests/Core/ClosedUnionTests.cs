using System.Reflection;
using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Losses;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Tests.Core;

/// <summary>C# has no closed unions; these tests close ours.</summary>
public sealed class ClosedUnionTests
{
    public static TheoryData<Type> Unions =>
        new(
            typeof(Shape),
            typeof(Constant),
            typeof(Layer),
            typeof(Stage),
            typeof(Generator.Core.Result<int>)
        );

    [Theory]
    [MemberData(nameof(Unions))]
    public void Union_cannot_grow_outside_the_core(Type union)
    {
        Assert.True(union.IsAbstract);
        // The copy constructor of a record is protected by the language and needs an instance, so it opens nothing.
        Assert.All(
            union
                .GetConstructors(
                    BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
                )
                .Where(constructor => constructor.GetParameters().Length == 0),
            constructor => Assert.True(constructor.IsPrivate || constructor.IsFamilyAndAssembly)
        );
        Assert.NotEmpty(Cases(union));
        Assert.All(Cases(union), type => Assert.True(type.IsSealed));
    }

    [Fact]
    public void Every_shape_has_axes_and_words() =>
        AssertCovered<Shape>(
            [new Shape.Image(2, 3, 4), new Shape.Features(5)],
            shape =>
            {
                Assert.Equal(
                    shape.Size,
                    shape.Axes.Aggregate(1, (product, axis) => product * axis)
                );
                Assert.NotEmpty(LayerInput.Describe(shape));
            }
        );

    [Fact]
    public void Every_constant_has_a_text() =>
        AssertCovered<Constant>(
            [
                new Constant.Int(-1),
                new Constant.Double(0.1),
                new Constant.Bool(true),
                new Constant.String("stem"),
                new Constant.EnumValue("Padding", "Same", 1),
                new Constant.Invalid(),
            ],
            constant => Assert.NotEmpty(constant.Text)
        );

    [Fact]
    public void Every_layer_answers_images_and_features() =>
        AssertCovered<Layer>(
            [
                new ConvLayer(1, new(1, 1), new(1, 1), default, default, true, default),
                new PoolLayer(Pooling.Max, new(1, 1), new(1, 1)),
                new PoolLayer(Pooling.Average, new(1, 1), new(1, 1)),
                new FlattenLayer(),
                new DenseLayer(1, default, true, default),
                new DropoutLayer(0.5),
                new JoinLayer(Joining.Add, ["stem"]),
                new GlobalPoolLayer(Pooling.Average),
                new UpSampleLayer(2),
                new ReshapeLayer(new Shape.Features(5)),
                new BatchNormLayer(0.9, 1e-5, true, true, default),
                new ActivationLayer(Generator.Core.Layers.Activation.Relu),
                new ActivationLayer(Generator.Core.Layers.Activation.Sigmoid),
                new ActivationLayer(Generator.Core.Layers.Activation.Tanh),
                new LossLayer(new SoftmaxLoss(0)),
            ],
            layer =>
            {
                Generator.Core.Result<LayerShape>[] answers =
                [
                    layer.Infer(new(0, new Shape.Image(4, 4, 2), "[X]", new Shape.Image(4, 4, 2))),
                    layer.Infer(new(0, new Shape.Features(5), "[X]", new Shape.Features(5))),
                ];
                Assert.Contains(answers, answer => answer is Generator.Core.Result<LayerShape>.Ok);
                Assert.Matches("^[a-z]+$", layer.Stem);
                Assert.StartsWith("[", layer.AttributeText, StringComparison.Ordinal);
                Assert.StartsWith(layer.Stem, layer.Display, StringComparison.OrdinalIgnoreCase);
            }
        );

    [Fact]
    public void Every_result_goes_on_or_passes_its_errors()
    {
        DeclarationError error = new("LG0001", 0, "", []);
        AssertCovered<Generator.Core.Result<int>>(
            [new Generator.Core.Result<int>.Ok(1), new Generator.Core.Result<int>.Failed([error])],
            result => Assert.Equal(result.Errors, result.Map(value => value + 1).Errors)
        );
        Assert.Equal(
            new Generator.Core.Result<int>.Ok(2),
            new Generator.Core.Result<int>.Ok(1).Map(value => value + 1)
        );
    }

    private static void AssertCovered<TUnion>(TUnion[] cases, Action<TUnion> check)
        where TUnion : class
    {
        Assert.Equal(
            Cases(typeof(TUnion)).Select(type => type.Name).Order(),
            cases.Select(one => one.GetType().Name).Distinct().Order()
        );
        Assert.All(cases, check);
    }

    private static IEnumerable<Type> Cases(Type union) =>
        union.IsGenericType
            ? union
                .GetGenericTypeDefinition()
                .GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic)
                .Where(type => !type.Name.Contains('<', StringComparison.Ordinal))
            : union.Assembly.GetTypes().Where(type => type.IsSubclassOf(union));
}
