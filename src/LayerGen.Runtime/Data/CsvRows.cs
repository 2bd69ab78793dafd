using System.Globalization;
using System.Runtime.InteropServices;

namespace LayerGen.Data;

/// <summary>The lines of a CSV file, as far as they were read.</summary>
/// <param name="path">What messages call the file.</param>
/// <param name="columns">The columns' names.</param>
/// <param name="label">Which of them has the classes.</param>
internal sealed class CsvRows(string path, string[] columns, int label)
{
    private readonly List<float> _inputs = [];
    private readonly List<string> _classes = [];

    /// <summary>Takes a line, or says what is wrong with it.</summary>
    public Failure? Add(string[] fields, long line)
    {
        if (fields.Length != columns.Length)
            return new(
                $"{path}: line {line} has {fields.Length} columns, but the first line has {columns.Length}; "
                    + "correct the line."
            );
        for (int column = 0; column < fields.Length; column++)
        {
            string field = fields[column];
            if (field.Length == 0)
                return new(
                    $"{path}: line {line}, column {columns[column]}: the value is missing; fill it in or remove the line."
                );
            if (column == label)
                _classes.Add(field);
            else if (
                float.TryParse(
                    field,
                    NumberStyles.Float,
                    CultureInfo.InvariantCulture,
                    out float value
                ) && float.IsFinite(value)
            )
                _inputs.Add(value);
            else
                return new(
                    $"{path}: line {line}, column {columns[column]}: '{field}' is no finite number; write numbers like "
                        + "1.5 or 1e-3, or remove the column."
                );
        }
        return null;
    }

    public Result<SampleDataset> ToDataset()
    {
        if (_classes.Count == 0)
            return new Failure($"{path}: has no samples; give one line a sample.");
        string[] names = Sorted([.. _classes.Distinct()]);
        Dictionary<string, int> labels = names.Index().ToDictionary(at => at.Item, at => at.Index);
        return SampleDataset.From(
            CollectionsMarshal.AsSpan(_inputs),
            columns.Length - 1,
            [.. _classes.Select(name => labels[name])],
            [.. names]
        );
    }

    private static string[] Sorted(string[] names) =>
        names.All(name =>
            long.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
        )
            ?
            [
                .. names
                    .OrderBy(name => long.Parse(name, CultureInfo.InvariantCulture))
                    .ThenBy(name => name, StringComparer.Ordinal),
            ]
            : [.. names.Order(StringComparer.Ordinal)];
}
