using LayerGen;
using LayerGen.Data.Images;
using MathNet.Numerics.LinearAlgebra.Single;
using MnistModel.Data;

namespace MnistModel.Predicting;

/// <summary>Reads image files with a network.</summary>
/// <param name="network">Its parameters are only read.</param>
internal sealed class ImageReader(INetwork network)
{
    private readonly DenseMatrix _pixels = new(DatasetAssembly.Side * DatasetAssembly.Side, 1);

    /// <summary>Says which digit a file shows.</summary>
    /// <param name="path">A PNG or JPEG file.</param>
    /// <returns>The answer; or a failure that names the file.</returns>
    public Result<Prediction> Read(string path) =>
        DigitImage
            .Read(path)
            .Then(pixels =>
            {
                pixels.CopyTo(_pixels.Values, 0);
                return Answer
                    .Read(network.Forward(_pixels).Values, path)
                    .Map(answer => new Prediction(path, pixels, answer));
            });

    /// <summary>Says what in the image the answer hangs on.</summary>
    /// <param name="prediction">The image and its answer.</param>
    public Explanation Explain(Prediction prediction) =>
        new(
            DatasetAssembly.Side,
            [.. Shades.Of(prediction.Pixels.Span)],
            Occlusion.Sensitivity(network, prediction.Pixels.Span, prediction.Answer.Class)
        );
}
