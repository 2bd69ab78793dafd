using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using LayerGen.Generator;
using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Losses;
using LayerGen.Generator.Core.Planning;
using LayerGen.Reference.Generated;
using LayerGen.Reference.Stacks;
using Microsoft.CodeAnalysis;

namespace LayerGen.Integration.Tests;

/// <summary>
/// Known stacks, planned with each algorithm wherever it is possible: every enumeration of the planning whose name ends
/// with <c>Algorithm</c> takes part, without being named here.
/// </summary>
internal static class ForcedNetworks
{
    // Enough shapes of each to meet remainders of every sort; those that are trained come first.
    private const int StacksEach = 10;

    private static readonly Lazy<GeneratedNetworks> Compiled = new(() =>
        GeneratedNetworks.Compile(Variants.Select(variant => (variant.Stack, variant.Generator)))
    );

    private static readonly Lazy<string> Saved = new(() => CompiledStacks.Save(Compiled.Value));

    /// <summary>Every algorithm that the planner knows.</summary>
    public static ImmutableArray<Enum> Algorithms { get; } =
    [
        .. from type in typeof(Planner).Assembly.GetTypes()
        where
            type.IsEnum
            && type.Namespace == typeof(Planner).Namespace
            && type.Name.EndsWith("Algorithm", StringComparison.Ordinal)
        orderby type.Name
        from Enum algorithm in Enum.GetValues(type)
        select algorithm,
    ];

    /// <summary>The stacks that an algorithm changes, each in a namespace of its own; also with no buffers that share memory.</summary>
    public static ImmutableArray<(
        Stack Stack,
        IIncrementalGenerator Generator,
        IIncrementalGenerator Apart
    )> Variants { get; } =
    [
        .. Algorithms.SelectMany(algorithm =>
        {
            NetworkGenerator generator = new(Forced(algorithm));
            NetworkGenerator apart = new(Forced(algorithm) with { KeepsBuffersApart = true });
            return KnownStacks
                .Trained.Concat(KnownStacks.Alone)
                .Where(stack => Plan(stack, Forced(algorithm)) != Plan(stack, Forced()))
                .Take(StacksEach)
                .Select(stack =>
                    (
                        stack with
                        {
                            Namespace = $"Forced.{algorithm.GetType().Name}.{algorithm}",
                        },
                        (IIncrementalGenerator)generator,
                        (IIncrementalGenerator)apart
                    )
                );
        }),
    ];

    /// <summary>The variants in a file.</summary>
    public static string File => Saved.Value;

    public static ForcedAlgorithms Forced(params IEnumerable<Enum> algorithms) =>
        new(algorithms.ToEquatableArray());

    public static Plan Plan(Stack stack, ForcedAlgorithms forced) =>
        ShapeInference.Infer(
            NetworkDeclaration.Chain(
                stack.Namespace,
                stack.Name,
                stack.Input.Axes.Length == 1
                    ? new Shape.Features(stack.Input.Size)
                    : new Shape.Image(stack.Input.Height, stack.Input.Width, stack.Input.Channels),
                stack.Layers.Select(LayerOf).ToEquatableArray()
            )
        )
            is Generator.Core.Result<ShapedGraph>.Ok(var graph)
            ? Planner.Plan(graph, forced)
            : throw new InvalidOperationException($"{stack} does not fit together.");

    private static Layer LayerOf(StackLayer layer) =>
        layer switch
        {
            StackLayer.Conv conv => new ConvLayer(
                conv.Filters,
                new(conv.KernelHeight, conv.KernelWidth),
                new(conv.Stride, conv.Stride),
                (Generator.Core.Layers.Padding)(int)conv.Padding,
                Of(conv.Activation),
                conv.UseBias,
                new(conv.L1, conv.L2)
            ),
            StackLayer.Pool pool => new PoolLayer(
                pool.Kind == PoolKind.Max ? Pooling.Max : Pooling.Average,
                new(pool.Height, pool.Width),
                pool.Stride is { } stride ? new(stride, stride) : new(pool.Height, pool.Width)
            ),
            StackLayer.Dense dense => new DenseLayer(
                dense.Units,
                Of(dense.Activation),
                dense.UseBias,
                new(dense.L1, dense.L2)
            ),
            StackLayer.Dropout dropout => new DropoutLayer(dropout.Rate),
            StackLayer.Activate activate => new ActivationLayer(Of(activate.Function)),
            StackLayer.Flatten => new FlattenLayer(),
            StackLayer.Softmax => new LossLayer(new SoftmaxLoss(0)),
            _ => throw new InvalidOperationException("StackLayer is a closed union."),
        };

    private static Generator.Core.Layers.Activation Of(Activation activation) =>
        (Generator.Core.Layers.Activation)(int)activation;
}
