namespace LayerGen.Reference.Guards;

/// <summary>Generated code touched memory that it should not touch.</summary>
public sealed class GuardException : Exception
{
    public GuardException() { }

    public GuardException(string message)
        : base(message) { }

    public GuardException(string message, Exception innerException)
        : base(message, innerException) { }
}
