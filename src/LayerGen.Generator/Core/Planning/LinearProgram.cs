namespace LayerGen.Generator.Core.Planning;

/// <summary>
/// A linear map as a short sequence of sums: what is common to several results is summed once. It reads <c>d0, d1, …</c>
/// and gives <c>r0, r1, …</c>. Compares by value.
/// </summary>
/// <param name="Inputs">How many values it reads.</param>
/// <param name="Outputs">How many it gives.</param>
/// <param name="Steps">The sums in the order of their computation.</param>
internal sealed record LinearProgram(int Inputs, int Outputs, EquatableArray<LinearStep> Steps)
{
    /// <summary>Vector operations: a fused multiply-add for each term but the first, and one to multiply the first.</summary>
    public int Operations =>
        Steps.Sum(step => step.Terms.Count - (step.Terms[0].Factor == 1 ? 1 : 0));
}

/// <summary>One sum of a linear program. Compares by value.</summary>
/// <param name="Target">What it is called.</param>
/// <param name="Terms">What is summed, in this order.</param>
internal sealed record LinearStep(string Target, EquatableArray<LinearTerm> Terms)
{
    /// <summary>Whether it is one of the program's results.</summary>
    public bool IsOutput => Target[0] == 'r';

    /// <summary><c>target = Σ factor · value</c>.</summary>
    public static LinearStep Sum(string target, params (double Factor, string Value)[] terms) =>
        new(
            target,
            terms.Select(term => new LinearTerm(term.Factor, term.Value)).ToEquatableArray()
        );
}

/// <summary>A term of a sum. Compares by value.</summary>
/// <param name="Factor">A constant.</param>
/// <param name="Value">An input, or the target of an earlier sum.</param>
internal readonly record struct LinearTerm(double Factor, string Value);
