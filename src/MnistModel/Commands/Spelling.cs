namespace MnistModel.Commands;

/// <summary>Compares words.</summary>
internal static class Spelling
{
    /// <summary>Letters to insert, remove or replace to make one word of the other (Levenshtein's distance).</summary>
    /// <param name="word">One word.</param>
    /// <param name="other">The other.</param>
    public static int Distance(string word, string other)
    {
        int[] row = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 0; i < word.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i + 1;
            for (int j = 0; j < other.Length; j++)
            {
                int replaced = diagonal + (word[i] == other[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(replaced, Math.Min(diagonal, row[j]) + 1);
            }
        }
        return row[^1];
    }
}
