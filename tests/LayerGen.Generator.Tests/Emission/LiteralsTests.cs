using CsCheck;
using LayerGen.Generator.Emission;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LayerGen.Generator.Tests.Emission;

/// <summary>Literals are read back by the C# parser itself.</summary>
public sealed class LiteralsTests
{
    [Fact]
    public void Floats_read_back_to_the_same_bits_in_any_culture()
    {
        Gen<float> values = Gen.OneOf(
            Gen.Single.Where(float.IsFinite),
            Gen.OneOf(0f, -0f, 1f / 9, float.Epsilon, float.MaxValue, float.MinValue, 1e-5f, 1e9f)
        );
        values.Sample(value =>
        {
            using CommaCulture culture = new();
            Assert.Equal(
                BitConverter.SingleToInt32Bits(value),
                BitConverter.SingleToInt32Bits((float)Number(Literals.Of(value)))
            );
        });
    }

    [Fact]
    public void Doubles_read_back_to_the_same_bits_in_any_culture()
    {
        Gen<double> values = Gen.OneOf(
            Gen.Double.Where(double.IsFinite),
            Gen.OneOf(0d, -0d, 0.1, double.Epsilon, double.MaxValue, 5e-4, 1e15, 1e16)
        );
        values.Sample(value =>
        {
            using CommaCulture culture = new();
            Assert.Equal(
                BitConverter.DoubleToInt64Bits(value),
                BitConverter.DoubleToInt64Bits((double)Number(Literals.Of(value)))
            );
        });
    }

    [Fact]
    public void Numbers_for_readers_are_the_same_in_any_culture()
    {
        using CommaCulture culture = new();

        Assert.Equal("1,234,567", Literals.Grouped(1_234_567));
        Assert.Equal("-5, 0, 1234", Literals.List([-5, 0, 1234]));
        // The culture is really another one.
        Assert.Equal("−0,5", (-0.5).ToString(System.Globalization.CultureInfo.CurrentCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("conv1.weight")]
    [InlineData("a \"quoted\" \\ path\\")]
    [InlineData("26×26×32 {0} $ ü")]
    public void Quoted_text_reads_back(string text) =>
        Assert.Equal(text, ((LiteralExpressionSyntax)Parse(Literals.Quoted(text))).Token.ValueText);

    [Fact]
    public void Every_keyword_of_the_language_is_escaped_as_an_identifier()
    {
        string[] keywords = [.. SyntaxFacts.GetReservedKeywordKinds().Select(SyntaxFacts.GetText)];

        Assert.Contains("class", keywords);
        Assert.All(
            keywords,
            keyword =>
            {
                string identifier = Literals.Identifier(keyword);
                Assert.Equal("@" + keyword, identifier);
                Assert.Equal(
                    keyword,
                    Assert.IsType<IdentifierNameSyntax>(Parse(identifier)).Identifier.ValueText
                );
            }
        );
    }

    [Theory]
    [InlineData("Digits", "Digits")]
    [InlineData("Class", "Class")]
    [InlineData("record", "record")]
    public void Other_identifiers_stay_as_they_are(string name, string expected) =>
        Assert.Equal(expected, Literals.Identifier(name));

    [Fact]
    public void Qualified_names_escape_each_part() =>
        Assert.Equal("@new.Company.@class.x", Literals.QualifiedName("new.Company.class.x"));

    [Fact]
    public void Fields_begin_with_an_underscore_and_a_small_letter() =>
        Assert.Equal("_conv1Output", Literals.Field("Conv1Output"));

    private static object Number(string literal) =>
        Parse(literal) switch
        {
            LiteralExpressionSyntax { Token.Value: { } value } => value,
            PrefixUnaryExpressionSyntax
            {
                Operand: LiteralExpressionSyntax { Token.Value: { } value }
            } => value is float single ? -single : -(double)value,
            var other => throw new ArgumentException(other.ToString(), nameof(literal)),
        };

    private static ExpressionSyntax Parse(string text)
    {
        ExpressionSyntax expression = SyntaxFactory.ParseExpression(text);
        Assert.False(expression.ContainsDiagnostics, text);
        Assert.Equal(text, expression.ToString());
        return expression;
    }
}
