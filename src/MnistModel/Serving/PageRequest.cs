namespace MnistModel.Serving;

/// <summary>What a browser asks for, as far as it is looked at before its body is read.</summary>
/// <param name="Method">In capitals.</param>
/// <param name="Path">The path of the address, beginning with a slash.</param>
/// <param name="Host">The name under which the browser knows the server, with the port; null without one.</param>
/// <param name="Origin">The page that asks, where the browser names it.</param>
/// <param name="MediaType">What the body is said to be; null without one.</param>
/// <param name="Length">Bytes of the body; −1 where the browser does not say.</param>
internal sealed record PageRequest(
    string Method,
    string Path,
    string? Host,
    string? Origin,
    string? MediaType,
    long Length
);
