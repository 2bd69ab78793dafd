using CsvHelper;

namespace LayerGen.Data;

/// <summary>Reads CSV files: one line a sample, one column with its class, numbers in all others.</summary>
/// <remarks>
/// Numbers are written as in English, <c>1.5</c> or <c>1e-3</c>, whatever the machine's culture. Missing values are refused:
/// what should stand for them is the user's to decide. Classes may be any text: classes that are all integers are
/// sorted as numbers, others ordinally, and a label is the class's place among them. Blank lines are passed over.
/// </remarks>
public static class CsvSamples
{
    /// <summary>A quote that is never closed makes one line of the rest of a file.</summary>
    private const int MaxLineBytes = 1 << 24;

    /// <summary>Reads a file with a header, where the column of classes has a name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="labelColumn">The name of the column of classes, exactly as in the header.</param>
    /// <param name="delimiter">What stands between columns.</param>
    /// <returns>The samples, or a failure that names file, line and column.</returns>
    public static Result<SampleDataset> Read(string path, string labelColumn, char delimiter = ',')
    {
        ArgumentNullException.ThrowIfNull(labelColumn);
        return Read(path, delimiter, (header, name) => Find(header, labelColumn, name), true);
    }

    /// <summary>Reads a file where the column of classes is known by its place.</summary>
    /// <param name="path">The file.</param>
    /// <param name="labelColumn">The place of the column of classes, from 0; −1 for the last.</param>
    /// <param name="hasHeader">Whether the first line has the columns' names.</param>
    /// <param name="delimiter">What stands between columns.</param>
    /// <returns>The samples, or a failure that names file, line and column.</returns>
    public static Result<SampleDataset> Read(
        string path,
        int labelColumn,
        bool hasHeader = true,
        char delimiter = ','
    )
    {
        return Read(path, delimiter, Choose, hasHeader);

        Result<int> Choose(string[] first, string name) =>
            labelColumn >= -1 && labelColumn < first.Length
                ? (labelColumn < 0 ? first.Length - 1 : labelColumn)
                : new Failure(
                    $"{name}: has {first.Length} columns, there is no column {labelColumn}; give 0 to {first.Length - 1}."
                );
    }

    private static Result<int> Find(string[] header, string column, string name)
    {
        int first = Array.IndexOf(header, column);
        if (first < 0)
            return new Failure(
                $"{name}: has no column {column}; its columns are {string.Join(", ", header)}."
            );
        return Array.LastIndexOf(header, column) == first
            ? first
            : new Failure($"{name}: has several columns {column}; rename them or give the place.");
    }

    private static Result<SampleDataset> Read(
        string path,
        char delimiter,
        Func<string[], string, Result<int>> chooseLabel,
        bool hasHeader
    ) =>
        InputFile
            .Open(path)
            .Then(file =>
            {
                using CsvReader lines = CsvReader.Create(file, Options(delimiter));
                try
                {
                    return Parse(lines, path, delimiter, chooseLabel, hasHeader);
                }
                catch (Exception exception)
                    when (exception is IOException or UnauthorizedAccessException)
                {
                    return InputFile.Unreadable(path, exception);
                }
                catch (CsvFormatException exception)
                {
                    return new Failure(
                        $"{path}: line {exception.LineNumber} is no CSV ({exception.Message}); correct the line."
                    );
                }
            });

    /// <summary>The first line is read like the others: there may be a header, and its names need not differ.</summary>
    private static CsvReaderOptions Options(char delimiter) =>
        new()
        {
            Separator = delimiter,
            HasHeader = false,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Throw,
            MaxRecordSize = MaxLineBytes,
        };

    private static Result<SampleDataset> Parse(
        CsvReader lines,
        string path,
        char delimiter,
        Func<string[], string, Result<int>> chooseLabel,
        bool hasHeader
    )
    {
        if (!lines.Read())
            return new Failure($"{path}: is empty; give one line a sample.");
        string[] first = lines.Current.ToArray();
        return chooseLabel(first, path)
            .Then(label =>
            {
                if (first.Length < 2)
                    return new Failure(
                        $"{path}: has one column; a column of classes and one of numbers are needed, separated by "
                            + $"'{delimiter}'."
                    );
                string[] names = hasHeader
                    ? first
                    : [.. Enumerable.Range(0, first.Length).Select(column => $"{column}")];
                CsvRows rows = new(path, names, label);
                for (bool isMore = !hasHeader || lines.Read(); isMore; isMore = lines.Read())
                    if (rows.Add(lines.Current.ToArray(), lines.LineNumber) is { } wrong)
                        return wrong;
                return rows.ToDataset();
            });
    }
}
