using System.Text;
using LayerGen.Data;

namespace LayerGen.Tests.Data;

public sealed class CsvSamplesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_takes_numbers_and_sorts_classes_by_name()
    {
        string path = Write("x,kind,y\n1,rose,-2.5\n3e-1,Iris, 4 \n\n5,rose,\"6\"\n");
        SampleDataset samples = CsvSamples.Read(path, "kind").ValueOrThrow();
        Assert.Equal(["Iris", "rose"], samples.ClassNames.ToArray());
        Assert.Equal((3, 2), (samples.Count, samples.InputSize));
        Assert.Equal([1, -2.5f], samples.Input(0).ToArray());
        Assert.Equal([0.3f, 4], samples.Input(1).ToArray());
        Assert.Equal([5, 6], samples.Input(2).ToArray());
        Assert.Equal([1, 0, 1], new[] { samples.Label(0), samples.Label(1), samples.Label(2) });
    }

    [Fact]
    public void Read_sorts_classes_that_are_integers_as_numbers()
    {
        string path = Write("10;1\n2;3\n-1;4\n");
        SampleDataset samples = CsvSamples
            .Read(path, labelColumn: 0, hasHeader: false, delimiter: ';')
            .ValueOrThrow();
        Assert.Equal(["-1", "2", "10"], samples.ClassNames.ToArray());
        Assert.Equal([2, 1, 0], new[] { samples.Label(0), samples.Label(1), samples.Label(2) });
    }

    [Fact]
    public void Read_takes_the_last_column_when_the_place_is_minus_1()
    {
        SampleDataset samples = CsvSamples.Read(Write("a,b\r\n7,x\r\n8,y\r\n"), -1).ValueOrThrow();
        Assert.Equal(["x", "y"], samples.ClassNames.ToArray());
        Assert.Equal([7], samples.Input(0).ToArray());
    }

    [Theory]
    [InlineData("a,k\n1,x\nabc,y\n", "line 3, column a: 'abc'")]
    [InlineData("a,k\n1,x\n,y\n", "line 3, column a: the value is missing")]
    [InlineData("a,k\n1,x\n2,\n", "line 3, column k: the value is missing")]
    [InlineData("a,k\n1,x\nNaN,y\n", "line 3, column a: 'NaN'")]
    [InlineData("a,k\n1,x\n1e99,y\n", "line 3, column a: '1e99'")]
    [InlineData("a,k\n1,x\n\"1,5\",y\n", "line 3, column a: '1,5'")]
    [InlineData("a,k\n1,x\n\n\n2,y,3\n", "line 5 has 3 columns", "has 2")]
    [InlineData("a,k\n1,x\n2\n", "line 3 has 1 columns", "has 2")]
    [InlineData("a,k\n1,x\n\"2\"\"z,y\n", "line 3")]
    [InlineData("a,k\n", "has no samples")]
    [InlineData("", "is empty")]
    [InlineData("a,b\n1,x\n", "no column k", "a, b")]
    [InlineData("k,k\n1,x\n", "several columns k")]
    [InlineData("k\nx\n", "one column")]
    public void Read_names_file_line_and_column_when_the_content_is_wrong(
        string content,
        params string[] fragments
    )
    {
        string path = Write(content);
        FailureAssert.Fails(CsvSamples.Read(path, "k"), [path, .. fragments]);
    }

    [Fact]
    public void Read_fails_when_the_place_or_the_file_does_not_exist()
    {
        FailureAssert.Fails(CsvSamples.Read(Write("a,b\n1,2\n"), 2), "no column 2");
        FailureAssert.Fails(CsvSamples.Read(_folder.File("none.csv"), 0), "no such file");
        FailureAssert.Fails(CsvSamples.Read(_folder.Path, 0), "directory");
    }

    [Fact]
    public void Read_gives_a_failure_or_samples_when_the_bytes_are_random()
    {
        byte[] alphabet = Encoding.ASCII.GetBytes("0123456789.,,,\n\n\r\"-eNaxyz \0");
        RandomSource random = new(4);
        for (int file = 0; file < 500; file++)
        {
            byte[] bytes = new byte[random.NextInt32(60)];
            for (int i = 0; i < bytes.Length; i++)
                bytes[i] =
                    random.NextInt32(30) == 0
                        ? (byte)random.NextInt32(256)
                        : alphabet[random.NextInt32(alphabet.Length)];
            string path = _folder.Write("random.csv", bytes);
            if (
                CsvSamples.Read(path, 0, hasHeader: file % 2 == 0)
                is Result<SampleDataset>.Error error
            )
                Assert.Contains(path, error.Failure.Message, StringComparison.Ordinal);
        }
    }

    private string Write(string content) =>
        _folder.Write("test.csv", Encoding.UTF8.GetBytes(content));
}
