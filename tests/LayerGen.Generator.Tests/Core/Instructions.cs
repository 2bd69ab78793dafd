using System.Reflection;
using System.Reflection.Emit;

namespace LayerGen.Generator.Tests.Core;

/// <summary>Reads the instructions of a method's body, so that a token is looked for only where one stands.</summary>
internal static class Instructions
{
    private static readonly Dictionary<short, OpCode> s_codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>The metadata tokens that a body's instructions name, in order.</summary>
    public static IEnumerable<int> Tokens(byte[] body)
    {
        for (int at = 0; at < body.Length; )
        {
            OpCode code = s_codes[Value(body, at)];
            at += code.Size;
            if (
                code.OperandType
                is OperandType.InlineField
                    or OperandType.InlineMethod
                    or OperandType.InlineTok
                    or OperandType.InlineType
            )
                yield return BitConverter.ToInt32(body, at);
            at += OperandSize(code.OperandType, body, at);
        }
    }

    /// <summary>Instructions of two bytes start with 0xFE.</summary>
    private static short Value(byte[] body, int at) =>
        body[at] == 0xFE ? (short)(0xFE00 | body[at + 1]) : body[at];

    private static int OperandSize(OperandType type, byte[] body, int at) =>
        type switch
        {
            OperandType.InlineNone => 0,
            OperandType.ShortInlineBrTarget
            or OperandType.ShortInlineI
            or OperandType.ShortInlineVar => 1,
            OperandType.InlineVar => 2,
            OperandType.InlineI8 or OperandType.InlineR => 8,
            OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(body, at)),
            _ => 4,
        };
}
