namespace MnistModel.Data;

/// <summary>Where data sets may be found on this machine, read once from its environment.</summary>
/// <param name="DataVariable">The value of <c>LAYERGEN_DATA</c>, or null.</param>
/// <param name="CacheDirectory">Where downloads are kept, one directory a data set; null where the machine has no place for them.</param>
internal sealed record DatasetPlaces(string? DataVariable, string? CacheDirectory)
{
    /// <summary>The name of the environment variable that points to a directory with the four files.</summary>
    public const string VariableName = "LAYERGEN_DATA";

    /// <summary>Reads the environment.</summary>
    /// <param name="variable">The value of an environment variable, or null.</param>
    public static DatasetPlaces Of(Func<string, string?> variable)
    {
        string? data = variable(VariableName);
        string? cache = UserCache(variable);
        return new(
            string.IsNullOrWhiteSpace(data) ? null : data,
            cache is null ? null : Path.Combine(cache, "layergen")
        );
    }

    private static string? UserCache(Func<string, string?> variable)
    {
        // The XDG specification has relative paths ignored.
        if (variable("XDG_CACHE_HOME") is { } configured && Path.IsPathFullyQualified(configured))
            return configured;
        if (OperatingSystem.IsWindows())
            return FullyQualified(variable("LOCALAPPDATA"));
        return FullyQualified(variable("HOME")) is { } home
            ? OperatingSystem.IsMacOS()
                ? Path.Combine(home, "Library", "Caches")
                : Path.Combine(home, ".cache")
            : null;
    }

    private static string? FullyQualified(string? path) =>
        path is not null && Path.IsPathFullyQualified(path) ? path : null;
}
