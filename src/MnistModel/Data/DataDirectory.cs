using System.Collections.Immutable;
using LayerGen;

namespace MnistModel.Data;

/// <summary>Finds and reads the four files of a data set in a directory of somebody's.</summary>
internal static class DataDirectory
{
    /// <summary>Reads all four files.</summary>
    /// <param name="directory">Where they should be.</param>
    public static Result<ImmutableArray<FileContent>> Read(string directory)
    {
        if (File.Exists(directory))
            return new Failure(
                $"{directory}: is a file; give the directory that holds the four files."
            );
        if (!Directory.Exists(directory))
            return new Failure($"{directory}: there is no such directory; check the path.");
        List<(FileRole, string)> files = [];
        foreach (FileRole role in FileRoles.All)
        {
            if (Find(directory, role) is not { } path)
                return Missing(directory, role);
            files.Add((role, path));
        }
        ImmutableArray<Result<FileContent>> contents = FileContent.Read(files);
        return contents.OfType<Result<FileContent>.Error>().FirstOrDefault() is { } error
            ? error.Failure
            : contents.Select(content => content.ValueOrThrow()).ToImmutableArray();
    }

    /// <summary>The path of a file under any of its possible names, or null.</summary>
    /// <param name="directory">Where it may be.</param>
    /// <param name="role">What the file is for.</param>
    public static string? Find(string directory, FileRole role) =>
        role.PossibleFileNames()
            .Select(name => Path.Combine(directory, name))
            .FirstOrDefault(File.Exists);

    private static Failure Missing(string directory, FileRole role) =>
        new(
            $"{directory}: holds no {role.InWords()}; it needs {role.FileName()}, and the same for "
                + $"{string.Join(", ", FileRoles.All.Where(other => other != role).Select(FileRoles.FileName))} "
                + "(each may end in .gz)."
        );
}
