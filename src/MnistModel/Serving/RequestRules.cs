using System.Net;

namespace MnistModel.Serving;

/// <summary>Which requests are answered. Everything but the page's own is refused.</summary>
internal static class RequestRules
{
    /// <summary>Rows and columns of a drawing as the page sends it.</summary>
    public const int DrawingSide = 140;

    /// <summary>Where drawings are sent to.</summary>
    public const string AnswerPath = "/answer";

    /// <summary>The media type of a drawing. No form can send it, so no other page can without being asked first.</summary>
    public const string DrawingMediaType = "application/octet-stream";

    /// <summary>Looks at a request before its body is read.</summary>
    /// <param name="request">The request.</param>
    /// <param name="authority">The server's own address and port: <c>127.0.0.1:8000</c>.</param>
    /// <returns>A file of the page or a refusal; null where a drawing follows that should be answered.</returns>
    public static PageResponse? Answer(PageRequest request, string authority)
    {
        // A page elsewhere can give its name this machine's address and would then count as ours (DNS rebinding). The
        // browser still sends the name it was given.
        if (request.Host != authority)
            return PageResponse.Refusal(
                HttpStatusCode.MisdirectedRequest,
                $"This server answers as {authority} only."
            );
        if (request.Origin is { } origin && origin != $"http://{authority}")
            return PageResponse.Refusal(
                HttpStatusCode.Forbidden,
                "This server answers its own page only."
            );
        return request.Path == AnswerPath ? Drawing(request) : File(request);
    }

    private static PageResponse File(PageRequest request)
    {
        if (!PageFile.ByPath.TryGetValue(request.Path, out PageFile? file))
            return PageResponse.Refusal(HttpStatusCode.NotFound, "There is no such page.");
        return request.Method is "GET" or "HEAD"
            ? new(HttpStatusCode.OK, file.MediaType, file.Content)
            : PageResponse.Refusal(
                HttpStatusCode.MethodNotAllowed,
                "This can only be read; use GET."
            );
    }

    private static PageResponse? Drawing(PageRequest request)
    {
        const int Needed = DrawingSide * DrawingSide;
        if (request.Method != "POST")
            return PageResponse.Refusal(
                HttpStatusCode.MethodNotAllowed,
                "A drawing has to be sent here; use POST."
            );
        if (request.MediaType != DrawingMediaType)
            return PageResponse.Refusal(
                HttpStatusCode.UnsupportedMediaType,
                $"A drawing is sent as {DrawingMediaType}."
            );
        if (request.Length < 0)
            return PageResponse.Refusal(
                HttpStatusCode.LengthRequired,
                $"Say how long the drawing is: {Needed} bytes are needed."
            );
        if (request.Length > Needed)
            return PageResponse.Refusal(
                HttpStatusCode.RequestEntityTooLarge,
                $"A drawing has {Needed} bytes, one for each of {DrawingSide} × {DrawingSide} pixels; found {request.Length}."
            );
        return request.Length == Needed
            ? null
            : PageResponse.Refusal(
                HttpStatusCode.BadRequest,
                $"A drawing has {Needed} bytes, one for each of {DrawingSide} × {DrawingSide} pixels; found {request.Length}."
            );
    }
}
