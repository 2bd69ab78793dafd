using StbImageWriteSharp;

namespace LayerGen.Tests.Data.Images;

/// <summary>JPEG files for tests.</summary>
internal static class JpegBytes
{
    /// <summary>
    /// 20 × 24 pixels in colour, progressive, with restart markers, written by libjpeg: red grows from left to right,
    /// green from top to bottom, blue is 128 and 40 in turn on a chessboard of 5 × 6 pixels.
    /// </summary>
    public static readonly byte[] Progressive = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcp"
            + "LDAxNDQ0Hyc5PTgyPC4zNDL/2wBDAQkJCQwLDBgNDRgyIRwhMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIy"
            + "MjIyMjIyMjIyMjIyMjL/wgARCAAUABgDASIAAhEBAxEB/8QAFwABAQEBAAAAAAAAAAAAAAAAAAQFBv/EABcBAAMBAAAAAAAA"
            + "AAAAAAAAAAIFBgT/3QAEAAL/2gAMAwEAAhADEAAAAeXt0rgDNb7NQ//Q07BUgsCmk//EABgQAAMBAQAAAAAAAAAAAAAAAAAC"
            + "AwER/9oACAEBAAEFAljwWPT/0FlwWR//0ViLE//Sxc5NcP/Txc7/AP/EABkRAAIDAQAAAAAAAAAAAAAAAAAEAQMiIf/aAAgB"
            + "AwEBPwFRsqbyf//QUnhVOT//xAAdEQACAgEFAAAAAAAAAAAAAAAAAQIDBBEyM0Fh/9oACAECAQE/AZ5K08Hkz6Z//9C3mRbv"
            + "Z//EABYQAQEBAAAAAAAAAAAAAAAAABAAIf/aAAgBAQAGPwI//9A//9HD/9I//9O//8QAGhAAAgMBAQAAAAAAAAAAAAAAAAER"
            + "MUEhUf/aAAgBAQABPyG9BgR//9CpA/Vw/9GCgrV0/9LMPEf/08w//9oADAMBAAIAAwAAABBg3//Q9+//xAAYEQADAQEAAAAA"
            + "AAAAAAAAAAAAASERQf/aAAgBAwEBPxCqonFP/9B3Q7NP/8QAHhEAAQQBBQAAAAAAAAAAAAAAAQARQYGhMWFxsdH/2gAIAQIB"
            + "AT8QeQOYl9sZUKAh9bX/0DNHqI2Htf/EABsQAQADAQADAAAAAAAAAAAAAAEAESFRYXGB/9oACAEBAAE/EHQhRyZcK7P/0DAl"
            + "ZyOQbqyf/9HJ9K2OB8y8n//ShNPpP//ThP/Z"
    );

    /// <summary>The grey of <see cref="Progressive"/>, progressive too, and without restart markers.</summary>
    public static readonly byte[] ProgressiveGrey = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcp"
            + "LDAxNDQ0Hyc5PTgyPC4zNDL/wgALCAAUABgBAREA/8QAFwABAAMAAAAAAAAAAAAAAAAABAEDBv/aAAgBAQAAAAHLtdY5ssZ/"
            + "/8QAGBAAAwEBAAAAAAAAAAAAAAAAAAIDARH/2gAIAQEAAQUCWPBY9FlwWQsRYmLnJrhi53//xAAVEAEBAAAAAAAAAAAAAAAA"
            + "AAAgIf/aAAgBAQAGPwIQ/wD/xAAaEAACAwEBAAAAAAAAAAAAAAAAARExQSFR/9oACAEBAAE/Ib0GBFSB+rhBQVq6Zh4jMP/a"
            + "AAgBAQAAABBX/wD/xAAcEAEAAgMAAwAAAAAAAAAAAAABESEAEFFhcYH/2gAIAQEAAT8QdCEHMq0R3DAlJzHIN1JlT6ReOB8y"
            + "a0Sz6aJ//9k="
    );

    /// <summary>A baseline JPEG of high quality.</summary>
    public static byte[] Baseline(int height, int width, byte[] rgb)
    {
        using MemoryStream file = new();
        new ImageWriter().WriteJpg(rgb, width, height, ColorComponents.RedGreenBlue, file, 95);
        return file.ToArray();
    }
}
