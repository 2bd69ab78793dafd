using LayerGen.Data;

namespace LayerGen.Tests.Data;

public class IdxReaderTests
{
    private static readonly byte[] ThreeImages = IdxBytes.Images(3, 4, 5);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ReadImages_gives_sizes_and_pixels_when_the_file_is_plain_or_gzip(bool packed)
    {
        IdxImages images = Images(packed ? IdxBytes.Gzip(ThreeImages) : ThreeImages).ValueOrThrow();
        Assert.Equal((3, 4, 5), (images.Count, images.Height, images.Width));
        Assert.Equal(IdxBytes.Counting(60), images.Pixels.ToArray());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ReadLabels_gives_labels_when_the_file_is_plain_or_gzip(bool packed)
    {
        byte[] file = IdxBytes.Labels(7, 0, 9);
        Assert.Equal(
            [7, 0, 9],
            Labels(packed ? IdxBytes.Gzip(file) : file).ValueOrThrow().ToArray()
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ReadImages_reads_when_the_stream_cannot_seek(bool packed)
    {
        using OneWayStream stream = new(packed ? IdxBytes.Gzip(ThreeImages) : ThreeImages);
        IdxImages images = IdxReader.ReadImages(stream, "pipe").ValueOrThrow();
        Assert.Equal(IdxBytes.Counting(60), images.Pixels.ToArray());
    }

    [Fact]
    public void ReadImages_goes_by_content_when_the_name_says_otherwise()
    {
        using TemporaryFolder folder = new();
        string plain = folder.Write("images.gz", ThreeImages);
        string packed = folder.Write("images", IdxBytes.Gzip(ThreeImages));
        Assert.Equal(3, IdxReader.ReadImages(plain).ValueOrThrow().Count);
        Assert.Equal(3, IdxReader.ReadImages(packed).ValueOrThrow().Count);
    }

    [Fact]
    public void ReadImages_reads_all_when_the_content_is_larger_than_the_first_buffer()
    {
        // 300 · 28 · 28 = 235,200 bytes: the buffer has to grow twice from 65,536.
        byte[] file = IdxBytes.Images(300, 28, 28);
        IdxImages images = Images(IdxBytes.Gzip(file)).ValueOrThrow();
        Assert.Equal(file.AsSpan(16).ToArray(), images.Pixels.ToArray());
    }

    [Fact]
    public void ReadImages_says_that_files_were_swapped_when_it_gets_labels() =>
        FailureAssert.Fails(
            Images(IdxBytes.Labels(1, 2)),
            "test.idx",
            "labels",
            "0x00000803",
            "swapped"
        );

    [Fact]
    public void ReadLabels_says_that_files_were_swapped_when_it_gets_images() =>
        FailureAssert.Fails(Labels(ThreeImages), "test.idx", "images", "0x00000801", "swapped");

    [Theory]
    [InlineData(0x00000D03u, "type 0x0D")]
    [InlineData(0x00000903u, "type 0x09")]
    [InlineData(0x00000804u, "4 axes")]
    [InlineData(0x00000800u, "0 axes")]
    [InlineData(0x89504E47u, "0x89504E47")]
    [InlineData(0x03080000u, "0x03080000")]
    public void ReadImages_names_what_it_found_when_the_magic_number_is_wrong(
        uint magic,
        string shown
    ) => FailureAssert.Fails(Images(IdxBytes.File(magic, [1, 1, 1], [0])), "test.idx", shown);

    [Theory]
    [InlineData(0u, 4u, 5u, "0 images")]
    [InlineData(3u, 0u, 5u, "0 rows")]
    [InlineData(3u, 4u, 0u, "0 columns")]
    [InlineData(0x80000000u, 4u, 5u, "2147483648 images")]
    [InlineData(3u, 0xFFFFFFFFu, 5u, "4294967295 rows")]
    [InlineData(0x7FFFFFFFu, 0x7FFFFFFFu, 0x7FFFFFFFu, "at most 1073741824")]
    [InlineData(65536u, 65536u, 1u, "4294967296 bytes")]
    [InlineData(0x7FFFFFFFu, 1u, 1u, "2147483647 bytes")]
    public void ReadImages_refuses_sizes_that_cannot_be(
        uint count,
        uint height,
        uint width,
        string shown
    ) =>
        FailureAssert.Fails(
            Images(
                IdxBytes.File(IdxBytes.ImagesMagic, [count, height, width], IdxBytes.Counting(60))
            ),
            "test.idx",
            shown
        );

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ReadImages_fails_when_there_are_fewer_or_more_bytes_than_announced(bool packed)
    {
        byte[] fewer = ThreeImages[..^1];
        byte[] more = [.. ThreeImages, 0];
        FailureAssert.Fails(Images(packed ? IdxBytes.Gzip(fewer) : fewer), "60 bytes", "only 59");
        FailureAssert.Fails(Images(packed ? IdxBytes.Gzip(more) : more), "60 bytes", "more follow");
    }

    [Fact]
    public void ReadImages_says_that_the_stream_is_empty_when_it_is() =>
        FailureAssert.Fails(Images([]), "test.idx", "is empty");

    [Fact]
    public void ReadImages_needs_little_memory_when_the_header_lies()
    {
        // 1,000,000,000 announced bytes are within the limit, 1,000 are there.
        byte[] file = IdxBytes.File(
            IdxBytes.ImagesMagic,
            [1000, 1000, 1000],
            IdxBytes.Counting(1000)
        );
        byte[] packed = IdxBytes.Gzip(file);
        Images(file);
        Images(packed);
        Assert.InRange(
            AllocatedBy(() => FailureAssert.Fails(Images(file), "only 1000")),
            0,
            1 << 18
        );
        Assert.InRange(
            AllocatedBy(() => FailureAssert.Fails(Images(packed), "only 1000")),
            0,
            1 << 18
        );
    }

    [Fact]
    public void ReadImages_needs_little_memory_when_a_gzip_file_unpacks_to_more_than_announced()
    {
        byte[] bomb = IdxBytes.Gzip(
            IdxBytes.File(IdxBytes.ImagesMagic, [10, 10, 10], new byte[1 << 24])
        );
        Assert.InRange(
            AllocatedBy(() => FailureAssert.Fails(Images(bomb), "more follow")),
            0,
            1 << 18
        );
    }

    [Fact]
    public void ReadImages_keeps_to_the_limit_when_the_content_is_larger()
    {
        byte[] bomb = IdxBytes.Gzip(
            IdxBytes.File(IdxBytes.ImagesMagic, [1 << 24, 1, 1], new byte[1 << 24])
        );
        using MemoryStream stream = new(bomb);
        long allocated = AllocatedBy(() =>
            FailureAssert.Fails(
                IdxReader.ReadImages(stream, "bomb", limit: 1 << 20),
                "bomb",
                "16777216 bytes",
                "at most 1048576",
                "give one of fewer images"
            )
        );
        Assert.InRange(allocated, 0, 1 << 18);
    }

    [Fact]
    public void ReadImages_keeps_to_the_limit_when_a_stream_that_cannot_seek_never_ends()
    {
        using OneWayStream stream = new(new byte[3 << 20]);
        FailureAssert.Fails(
            IdxReader.ReadImages(stream, "pipe", limit: 1 << 10),
            "pipe",
            "more than"
        );
    }

    [Fact]
    public void ReadImages_throws_when_the_limit_is_not_positive() =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            IdxReader.ReadImages(Stream.Null, "null", limit: 0)
        );

    [Fact]
    public void ReadImages_names_the_path_when_it_is_no_readable_file()
    {
        using TemporaryFolder folder = new();
        string empty = folder.Write("empty", []);
        FailureAssert.Fails(IdxReader.ReadImages(folder.Path), folder.Path, "is a directory");
        FailureAssert.Fails(
            IdxReader.ReadImages(folder.File("none")),
            folder.File("none"),
            "no such file"
        );
        FailureAssert.Fails(
            IdxReader.ReadImages(folder.File("no/ne")),
            folder.File("no/ne"),
            "no such file"
        );
        FailureAssert.Fails(IdxReader.ReadImages(empty), empty, "is empty");
        FailureAssert.Fails(IdxReader.ReadImages(""), "empty");
        FailureAssert.Fails(IdxReader.ReadImages("a\0b"), @"a\u0000b");
        FailureAssert.Fails(
            IdxReader.ReadImages(folder.File("line\nbreak")),
            @"line\u000abreak",
            "no such file"
        );
    }

    [SkippableFact]
    public void ReadImages_does_not_wait_for_ever_when_nobody_writes_into_a_pipe()
    {
        using TemporaryFolder folder = new();
        string pipe = folder.Pipe("pipe");
        FailureAssert.Fails(IdxReader.ReadImages(pipe), pipe, "nobody writes");
    }

    [SkippableFact]
    public void ReadImages_names_the_path_when_it_may_not_be_read()
    {
        Skip.If(OperatingSystem.IsWindows(), "needs Unix permissions");
        Skip.If(Environment.IsPrivilegedProcess, "permissions do not bind the superuser");
        using TemporaryFolder folder = new();
        string path = folder.Write("secret", ThreeImages);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.None);
        FailureAssert.Fails(IdxReader.ReadImages(path), path, "may not be read");
    }

    private static Result<IdxImages> Images(byte[] file)
    {
        using MemoryStream stream = new(file);
        return IdxReader.ReadImages(stream, "test.idx");
    }

    private static Result<ReadOnlyMemory<byte>> Labels(byte[] file)
    {
        using MemoryStream stream = new(file);
        return IdxReader.ReadLabels(stream, "test.idx");
    }

    private static long AllocatedBy(Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
