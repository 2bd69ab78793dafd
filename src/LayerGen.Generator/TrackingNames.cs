namespace LayerGen.Generator;

/// <summary>One name for each stage of the pipeline; tests assert on them.</summary>
internal static class TrackingNames
{
    /// <summary>Attributes to declaration and locations: new whenever the text around the class moves.</summary>
    public const string Parse = nameof(Parse);

    /// <summary>The declaration alone: new only when the network changes.</summary>
    public const string Declare = nameof(Declare);

    /// <summary>Declaration to shaped graph.</summary>
    public const string Infer = nameof(Infer);

    /// <summary>Shaped graph to plan.</summary>
    public const string Plan = nameof(Plan);

    /// <summary>Plan to text.</summary>
    public const string Emit = nameof(Emit);

    /// <summary>Text under hint names that no other network has.</summary>
    public const string Name = nameof(Name);

    /// <summary>Errors and locations.</summary>
    public const string Diagnose = nameof(Diagnose);
}
