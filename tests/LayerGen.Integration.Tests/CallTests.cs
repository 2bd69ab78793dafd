using System;
using System.Linq;
using System.Threading.Tasks;
using MathNet.Numerics.LinearAlgebra.Single;
using Xunit;

namespace LayerGen.Integration.Tests;

/// <summary>What a network does with calls that it cannot serve.</summary>
public sealed class CallTests
{
    [Fact]
    public void Batch_that_no_array_can_hold_is_refused_with_a_sentence()
    {
        ArgumentOutOfRangeException refused = Assert.Throws<ArgumentOutOfRangeException>(() =>
            new JoiningNetwork(seed: 1, maxBatchSize: int.MaxValue, threads: 1)
        );
        Assert.StartsWith("JoiningNetwork holds ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("choose a smaller maxBatchSize", refused.Message, StringComparison.Ordinal);
    }

    // A batch of one sample has one item a phase, which no worker need be told of: it is refused all the same.
    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public async Task Two_threads_get_right_numbers_or_a_refusal(int batch)
    {
        using NormalisedNetwork network = new(seed: 3, maxBatchSize: 9, threads: 2);
        DenseMatrix[] inputs =
        [
            .. Enumerable
                .Range(0, 2)
                .Select(seed =>
                    Examples.Labels(NormalisedNetwork.InputSize, 3, batch, (ulong)seed + 1).Inputs
                ),
        ];
        float[][] right =
        [
            .. inputs.Select(input => (float[])network.Forward(input).Values.Clone()),
        ];
        int[] answered = await Task.WhenAll(
            inputs.Select(
                (input, place) =>
                    Task.Run(() =>
                    {
                        DenseMatrix outputs = new(3, batch);
                        int count = 0;
                        for (int call = 0; call < 3000; call++)
                        {
                            try
                            {
                                network.Forward(input, outputs);
                            }
                            catch (InvalidOperationException)
                            {
                                continue;
                            }
                            Assert.Equal(right[place], outputs.Values);
                            count++;
                        }
                        return count;
                    })
            )
        );
        // Who is refused how often is chance; somebody is always answered.
        Assert.True(answered.Sum() > 0);
    }

    [Fact]
    public void Disposed_network_says_its_name()
    {
        NormalisedNetwork network = new(seed: 3, maxBatchSize: 2, threads: 1);
        network.Dispose();
        network.Dispose();
        ObjectDisposedException refused = Assert.Throws<ObjectDisposedException>(() =>
            network.Forward(new DenseMatrix(NormalisedNetwork.InputSize, 1))
        );
        Assert.Contains("NormalisedNetwork", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Own_outputs_of_many_batch_sizes_take_no_more_room_than_two_of_the_largest()
    {
        Kernels.OwnOutputs outputs = new(rows: 3, maxBatchSize: 100);
        DenseMatrix[] all = [.. Enumerable.Range(1, 100).Select(outputs.For)];
        Assert.Equal(Enumerable.Range(1, 100), all.Select(matrix => matrix.ColumnCount));
        Assert.Same(outputs.For(100), outputs.For(100));
        int kept = all.Count(matrix => ReferenceEquals(matrix, outputs.For(matrix.ColumnCount)));
        Assert.True(kept < 100, $"{kept}");
    }
}
