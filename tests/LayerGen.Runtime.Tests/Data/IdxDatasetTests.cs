using LayerGen.Data;

namespace LayerGen.Tests.Data;

public class IdxDatasetTests
{
    private static readonly byte[] ThreeImages = IdxBytes.Images(3, 4, 5);

    [Fact]
    public void ReadDataset_joins_images_and_labels()
    {
        using TemporaryFolder folder = new();
        string images = folder.Write("images", ThreeImages);
        string labels = folder.Write("labels", IdxBytes.Labels(2, 0, 1));
        ImageDataset dataset = IdxReader.ReadDataset("three", images, labels, 3).ValueOrThrow();
        Assert.Equal(
            ("three", 3, 4, 5, 1, 3),
            (
                dataset.Name,
                dataset.Count,
                dataset.Height,
                dataset.Width,
                dataset.Channels,
                dataset.Classes
            )
        );
        Assert.Equal(IdxBytes.Counting(60)[20..40], dataset.Image(1).ToArray());
        Assert.Equal(2, dataset.Label(0));
    }

    [Fact]
    public void ReadDataset_names_both_files_when_their_counts_differ()
    {
        using TemporaryFolder folder = new();
        string images = folder.Write("images", ThreeImages);
        string labels = folder.Write("labels", IdxBytes.Labels(2, 0));
        FailureAssert.Fails(
            IdxReader.ReadDataset("three", images, labels, 3),
            $"{labels}: holds 2 labels",
            $"{images} holds 3 images"
        );
    }

    [Fact]
    public void ReadDataset_names_index_and_value_when_a_label_is_no_class()
    {
        using TemporaryFolder folder = new();
        string images = folder.Write("images", ThreeImages);
        string labels = folder.Write("labels", IdxBytes.Labels(2, 10, 11));
        FailureAssert.Fails(
            IdxReader.ReadDataset("three", images, labels, 10),
            labels,
            "label 10 at index 1",
            "0 to 9"
        );
    }

    [Fact]
    public void ReadDataset_fails_when_the_two_files_are_swapped()
    {
        using TemporaryFolder folder = new();
        string images = folder.Write("images", ThreeImages);
        string labels = folder.Write("labels", IdxBytes.Labels(2, 0, 1));
        FailureAssert.Fails(IdxReader.ReadDataset("three", labels, images, 3), labels, "swapped");
    }
}
