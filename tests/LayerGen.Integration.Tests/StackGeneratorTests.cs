using System;
using System.Collections.Immutable;
using System.Linq;
using LayerGen.Reference.Checks;
using LayerGen.Reference.Stacks;
using Xunit;

namespace LayerGen.Integration.Tests;

/// <summary>A random test is worth what it happens to meet: these are the things it must have met.</summary>
public sealed class StackGeneratorTests
{
    private const int Least = 5;

    private static readonly ImmutableArray<Stack> Stacks = CompiledStacks.Random;

    [Fact]
    public void Make_meets_every_setting_of_convolutions()
    {
        Require("valid", conv => conv.Padding == Padding.Valid);
        Require("same", conv => conv.Padding == Padding.Same);
        Require("stride 1", conv => conv.Stride == 1);
        Require("stride 2", conv => conv.Stride == 2);
        Require("stride 3", conv => conv.Stride == 3);
        Require("rectangle", conv => conv.KernelHeight != conv.KernelWidth);
        Require("no bias", conv => !conv.UseBias);
        Require("L1", conv => conv.L1 > 0);
        Require("L2", conv => conv.L2 > 0);
        Require("multiple of 16", conv => conv.Filters % 16 == 0);
        Require("odd", conv => conv.Filters % 2 == 1);
        for (int size = 1; size <= 5; size++)
            Require($"kernel {size}", conv => conv.KernelHeight == size);
        foreach (Activation activation in Enum.GetValues<Activation>())
            Require($"{activation}", conv => conv.Activation == activation);

        static void Require(string what, Func<StackLayer.Conv, bool> holds) =>
            RequireLayer(what, holds);
    }

    [Fact]
    public void Make_meets_every_setting_of_pools()
    {
        Require("max", pool => pool.Kind == PoolKind.Max);
        Require("average", pool => pool.Kind == PoolKind.Average);
        Require("side by side", pool => pool.Stride is null);
        Require("overlap", pool => pool.StrideX < pool.Width && pool.StrideY < pool.Height);
        Require("gaps", pool => pool.StrideX > pool.Width || pool.StrideY > pool.Height);
        Require("rectangle", pool => pool.Height != pool.Width);
        Require("large", pool => pool.Height * pool.Width > 9);
        Require("single", pool => pool.Height * pool.Width == 1);

        static void Require(string what, Func<StackLayer.Pool, bool> holds) =>
            RequireLayer(what, holds);
    }

    [Fact]
    public void Make_meets_every_order_of_layers()
    {
        Require("convolutions in a row", After<StackLayer.Conv, StackLayer.Conv>);
        Require("dropout between", After<StackLayer.Conv, StackLayer.Dropout>);
        Require("dropout in front", After<StackLayer.Dropout, StackLayer.Conv>);
        Require("activation before pool", After<StackLayer.Activate, StackLayer.Pool>);
        Require("activation after pool", After<StackLayer.Pool, StackLayer.Activate>);
        Require("pool after pool", After<StackLayer.Pool, StackLayer.Pool>);
        Require("pool after convolution", After<StackLayer.Conv, StackLayer.Pool>);
        Require("convolution after pool", After<StackLayer.Pool, StackLayer.Conv>);
        Require("pool first", stack => stack.Layers[0] is StackLayer.Pool);
        Require("dropout first", stack => stack.Layers[0] is StackLayer.Dropout);
        Require("dense after dense", After<StackLayer.Dense, StackLayer.Dense>);
        Require("no dense", stack => !stack.Layers.Any(layer => layer is StackLayer.Dense));
        Require("nothing hidden", stack => stack.Layers.Length == 2);
        Require("at least six layers", stack => stack.Layers.Length >= 6);
        Require(
            "global pool",
            stack =>
                stack
                    .Layers.Zip(stack.Shapes)
                    .Any(pair =>
                        pair.First is StackLayer.Pool pool
                        && pool.Height * pool.Width > 1
                        && (pool.Height, pool.Width) == (pair.Second.Height, pair.Second.Width)
                    )
        );
    }

    [Fact]
    public void Make_meets_every_kind_of_input_and_head()
    {
        Require("features", stack => !stack.Input.IsImage);
        Require(
            "odd image",
            stack => stack.Input is { IsImage: true, Height: > 1 } shape && shape.Width % 2 == 1
        );
        Require("many channels", stack => stack.Input is { IsImage: true, Channels: >= 16 });
        Require("softmax", stack => stack.Layers[^1] is StackLayer.Softmax);
        Require("sigmoid layer", stack => stack.Layers[^1] is StackLayer.Activate);
        Require("sigmoid of a dense layer", stack => stack.Layers[^1] is StackLayer.Dense);
        // Rare, but never absent.
        Assert.Contains(Stacks, stack => stack.Input is { IsImage: true, Height: 1, Width: 1 });
        Assert.Contains(Stacks, stack => stack.OutputSize == 1);
    }

    [Fact]
    public void For_meets_every_circumstance()
    {
        ImmutableArray<Circumstances> met =
        [
            .. Stacks.Select((stack, index) => Circumstances.For(stack, 1, index, null)),
        ];
        foreach (SampleKind kind in Enum.GetValues<SampleKind>())
            Assert.Contains(met, circumstances => circumstances.Samples == kind);
        foreach (WeightKind kind in Enum.GetValues<WeightKind>())
            Assert.Contains(met, circumstances => circumstances.Weights == kind);
        for (int size = 1; size <= 9; size++)
            Assert.Contains(met, circumstances => circumstances.BatchSize == size);
        Assert.Contains(met, circumstances => circumstances.BatchSize > 16);
        Assert.Contains(met, circumstances => circumstances.BatchSize < circumstances.MaxBatchSize);
        Assert.Contains(met, circumstances => circumstances.EarlierBatches == 0);
    }

    private static bool After<TFirst, TSecond>(Stack stack)
        where TFirst : StackLayer
        where TSecond : StackLayer =>
        stack.Layers.Zip(stack.Layers.Skip(1)).Any(pair => pair is (TFirst, TSecond));

    private static void RequireLayer<TLayer>(string what, Func<TLayer, bool> holds)
        where TLayer : StackLayer =>
        Require(what, stack => stack.Layers.OfType<TLayer>().Any(holds));

    private static void Require(string what, Func<Stack, bool> holds)
    {
        int count = Stacks.Count(holds);
        Assert.True(count >= Least, $"{what}: {count} of {Stacks.Length} networks.");
    }
}
