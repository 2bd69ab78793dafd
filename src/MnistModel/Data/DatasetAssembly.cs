using System.Collections.Immutable;
using LayerGen;
using LayerGen.Data;
using MnistModel.Synthetic;

namespace MnistModel.Data;

/// <summary>Makes data sets for the network out of what was read or drawn.</summary>
internal static class DatasetAssembly
{
    /// <summary>Rows and columns of the images that the network reads.</summary>
    public const int Side = 28;

    /// <summary>Classes that the network tells apart.</summary>
    public const int Classes = 10;

    /// <summary>Puts four files together and checks that the network can read them.</summary>
    /// <param name="name">The true name of the data set.</param>
    /// <param name="directory">Where the files are.</param>
    /// <param name="isOriginal">Whether the hashes prove the name.</param>
    /// <param name="contents">The four files, in the order of <see cref="FileRoles.All"/>.</param>
    public static Result<LoadedData> Assemble(
        string name,
        string directory,
        bool isOriginal,
        ImmutableArray<FileContent> contents
    ) =>
        Combine(name, contents[0], contents[1])
            .Then(training =>
                training.Count < 2
                    ? new Failure(
                        $"{contents[0].Source}: holds 1 image, but at least 2 are needed, one of them for validation."
                    )
                    : (Result<ImageDataset>)training
            )
            .Then(training =>
                Combine(name, contents[2], contents[3])
                    .Map(test => new LoadedData(
                        name,
                        $"from {directory}",
                        isOriginal,
                        training,
                        test
                    )
                    {
                        Fingerprint = string.Join(' ', contents.Select(file => file.Sha256)),
                    })
            );

    /// <summary>Draws the synthetic digits.</summary>
    /// <param name="seed">Decides every byte.</param>
    /// <param name="threads">How many at once; 0 for one a processor.</param>
    /// <param name="cancellation">Ends the drawing early.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was asked to.</exception>
    public static LoadedData DrawSynthetic(ulong seed, int threads, CancellationToken cancellation)
    {
        return new(
            LoadedData.SyntheticName,
            $"drawn from seed {seed}",
            IsOriginal: false,
            Dataset(SyntheticDigits.Training(seed, threads: threads, cancellation: cancellation)),
            Dataset(SyntheticDigits.Test(seed, threads: threads, cancellation: cancellation))
        )
        {
            Fingerprint = $"{LoadedData.SyntheticName} {seed}",
        };

        static ImageDataset Dataset(DigitImages images) =>
            ImageDataset
                .Create(
                    LoadedData.SyntheticName,
                    Side,
                    Side,
                    channels: 1,
                    Classes,
                    images.Pixels,
                    images.Labels
                )
                .ValueOrThrow();
    }

    private static Result<ImageDataset> Combine(string name, FileContent images, FileContent labels)
    {
        (int count, int height, int width) = (images.Axes[0], images.Axes[1], images.Axes[2]);
        if (height != Side || width != Side)
            return new Failure(
                $"{images.Source}: holds images of {height}×{width} pixels, but the network reads {Side}×{Side}; "
                    + "scale them first."
            );
        if (count != labels.Axes[0])
            return new Failure(
                $"{labels.Source}: holds {labels.Axes[0]} labels, but {images.Source} holds {count} images; "
                    + "put files that belong together into the directory."
            );
        return ImageDataset.Create(
            name,
            height,
            width,
            channels: 1,
            Classes,
            images.Values,
            labels.Values,
            labels.Source
        );
    }
}
