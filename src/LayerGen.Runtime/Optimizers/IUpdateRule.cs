using System.Numerics;

namespace LayerGen.Optimizers;

/// <summary>The formula of an optimizer, for a piece of a parameter. It reads and writes the moments itself.</summary>
internal interface IUpdateRule
{
    /// <summary>Makes a step of a vector of weights, and of the moments that belong to it.</summary>
    /// <param name="weight">As it was.</param>
    /// <param name="gradient">Of the loss with respect to it; 0 in lanes behind the end of the piece.</param>
    /// <param name="at">Where in the piece the vector begins.</param>
    /// <returns>The new weights.</returns>
    Vector<float> Next(Vector<float> weight, Vector<float> gradient, int at);
}
