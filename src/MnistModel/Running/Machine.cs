using System.Runtime.Intrinsics;
using MathNet.Numerics;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace MnistModel.Running;

/// <summary>What the program computes with.</summary>
/// <param name="VectorBits">The width of the vectors that the kernels use.</param>
/// <param name="MathProvider">What MathNet computes with, outside the generated kernels.</param>
internal sealed record Machine(int VectorBits, string MathProvider)
{
    /// <summary>Takes the best that is there. Looking for the native provider costs some milliseconds, once.</summary>
    public static Machine Detect()
    {
        Control.TryUseNativeMKL();
        return new(
            Vector512.IsHardwareAccelerated ? 512
                : Vector256.IsHardwareAccelerated ? 256
                : 128,
            $"{LinearAlgebraControl.Provider}".ToLowerInvariant() is "managed"
                ? "managed"
                : $"{LinearAlgebraControl.Provider}"
        );
    }
}
