using System.Collections.Immutable;
using LayerGen;

namespace MnistModel.Data;

/// <summary>What four files are, by their content.</summary>
internal abstract record Identity
{
    private Identity() { }

    /// <summary>The original files of a known data set.</summary>
    /// <param name="Dataset">Which.</param>
    public sealed record Original(KnownDataset Dataset) : Identity;

    /// <summary>Anything else: somebody's own images.</summary>
    public sealed record Other : Identity;

    /// <summary>Recognises files by their hashes. The names say nothing: both known data sets use the same.</summary>
    /// <param name="contents">The four files.</param>
    /// <param name="datasets">The data sets to recognise.</param>
    /// <returns>A failure where a known file lies under the name of another.</returns>
    public static Result<Identity> Of(
        ImmutableArray<FileContent> contents,
        ImmutableArray<KnownDataset> datasets
    )
    {
        var known = contents
            .Select(content => (Content: content, Match: Match(content, datasets)))
            .Where(pair => pair.Match is not null)
            .Select(pair => (pair.Content, Match: pair.Match!.Value))
            .ToImmutableArray();
        foreach (var (content, (dataset, file)) in known)
        {
            if (file.Role != content.Role)
                return new Failure(
                    $"{content.Source}: holds the {file.Role.InWords()} of {dataset.Name}, but its name says "
                        + $"{content.Role.InWords()}; rename the files."
                );
        }
        if (known.Select(pair => pair.Match.Dataset).Distinct().Skip(1).Any())
            return new Failure(
                $"{known[0].Content.Source}: belongs to {known[0].Match.Dataset.Name}, but "
                    + $"{known.First(pair => pair.Match.Dataset != known[0].Match.Dataset).Content.Source} does not; "
                    + "put the four files of one data set into the directory."
            );
        return known.Length == FileRoles.All.Length
            ? new Original(known[0].Match.Dataset)
            : new Other();
    }

    private static (KnownDataset Dataset, DataFile File)? Match(
        FileContent content,
        ImmutableArray<KnownDataset> datasets
    )
    {
        foreach (KnownDataset dataset in datasets)
        {
            foreach (DataFile file in dataset.Files)
            {
                if (file.Sha256 == content.Sha256)
                    return (dataset, file);
            }
        }
        return null;
    }
}
