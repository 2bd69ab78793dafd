namespace LayerGen;

/// <summary>What a network is for; its loss says so.</summary>
public enum NetworkTask
{
    /// <summary>One of several classes is right: softmax and categorical cross-entropy.</summary>
    Classification,

    /// <summary>Each output is a yes-or-no answer of its own: sigmoid and binary cross-entropy.</summary>
    MultiLabel,

    /// <summary>Outputs are numbers: a mean squared error, for example.</summary>
    Regression,
}
