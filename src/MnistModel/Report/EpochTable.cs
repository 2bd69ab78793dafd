using System.Collections.Immutable;
using CsvHelper;
using LayerGen;

namespace MnistModel.Report;

/// <summary>Reads the table of epochs that training writes.</summary>
internal static class EpochTable
{
    /// <summary>Reads a table.</summary>
    /// <param name="path">Comma-separated values with the columns that <c>train --history</c> writes, in any order.</param>
    /// <returns>The epochs, at least one; or a failure that names the file.</returns>
    public static Result<ImmutableArray<EpochPoint>> Read(string path)
    {
        if (Directory.Exists(path))
            return new Failure($"{path}: is a directory; give the file of a table of epochs.");
        try
        {
            // So have pipes and devices, some of which have no end.
            if (new FileInfo(path) is { Exists: true, Length: 0 })
                return Empty(path);
            using FileStream file = File.OpenRead(path);
            using CsvReader table = CsvReader.Create(file);
            ImmutableArray<EpochPoint>.Builder epochs = ImmutableArray.CreateBuilder<EpochPoint>();
            while (table.Read())
                epochs.Add(Row(table));
            if (epochs.Count == 0)
                return Empty(path);
            return epochs.All(IsFinite)
                ? epochs.ToImmutable()
                : new Failure($"{path}: holds a number that is not finite; training has failed.");
        }
        catch (Exception exception)
            when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return new Failure($"{path}: there is no such file; check the path.");
        }
        catch (Exception exception)
            when (exception
                    is IOException
                        or UnauthorizedAccessException
                        or ArgumentException
                        or NotSupportedException
            )
        {
            return new Failure($"{path}: cannot be read: {exception.Message}");
        }
        catch (Exception exception)
            when (exception
                    is CsvFormatException
                        or CsvValidationException
                        or FormatException
                        or OverflowException
                        or KeyNotFoundException
            )
        {
            return new Failure(
                $"{path}: is no table of epochs: {exception.Message.ReplaceLineEndings(" ")}"
            );
        }
    }

    private static Failure Empty(string path) =>
        new($"{path}: holds no epoch; give the table that 'train' wrote.");

    private static EpochPoint Row(CsvReader table) =>
        new(
            table.Parse<int>("epoch"),
            table.Parse<double>("loss"),
            table.Parse<double>("accuracy"),
            Optional(table, "validation_loss"),
            Optional(table, "validation_accuracy"),
            table.Parse<double>("train_seconds")
        );

    private static double? Optional(CsvReader table, string column) =>
        table.TryGetFieldIndex(column, out int index) && !table.IsEmpty(index)
            ? table.Parse<double>(index)
            : null;

    private static bool IsFinite(EpochPoint epoch) =>
        double.IsFinite(epoch.Loss)
        && double.IsFinite(epoch.Accuracy)
        && double.IsFinite(epoch.ValidationLoss ?? 0)
        && double.IsFinite(epoch.ValidationAccuracy ?? 0)
        && double.IsFinite(epoch.Seconds);
}
