namespace LayerGen.Generator.Core;

/// <summary>
/// The ids of the rules, grouped: 00 the class, 01 an argument on its own, 02 shapes, 03 the order of layers, 04 names,
/// joins, inputs and blocks.
/// An id is never used again for another rule. What each means is in <c>Diagnostics/</c>.
/// </summary>
internal static class RuleIds
{
    public const string NotPartial = "LG0001";
    public const string Nested = "LG0002";
    public const string Generic = "LG0003";
    public const string NotPlainClass = "LG0004";
    public const string FileLocal = "LG0005";
    public const string SplitLayers = "LG0006";
    public const string NoLayers = "LG0007";
    public const string UnknownLayer = "LG0008";
    public const string NoNetwork = "LG0009";
    public const string NameTaken = "LG0010";

    public const string NotPositive = "LG0101";
    public const string DropoutRate = "LG0102";
    public const string PenaltyFactor = "LG0103";
    public const string UndefinedValue = "LG0104";
    public const string NumberOutOfRange = "LG0105";

    public const string NeedsImage = "LG0201";
    public const string NeedsFeatures = "LG0202";
    public const string WindowTooLarge = "LG0203";
    public const string SingleClass = "LG0204";
    public const string TooLarge = "LG0205";
    public const string OtherSize = "LG0206";

    public const string AfterLoss = "LG0301";
    public const string NoLoss = "LG0302";
    public const string NothingLearns = "LG0303";
    public const string TwoLosses = "LG0304";
    public const string AppliedTwice = "LG0305";

    public const string UnknownName = "LG0401";
    public const string NameTwice = "LG0402";
    public const string NothingAbove = "LG0403";
    public const string Unread = "LG0404";
    public const string ShapesDiffer = "LG0405";
    public const string NoInput = "LG0406";
    public const string InputTwice = "LG0407";
    public const string EmptyBlock = "LG0408";
    public const string BlockInItself = "LG0409";
    public const string MissingBlockArgument = "LG0410";
}
