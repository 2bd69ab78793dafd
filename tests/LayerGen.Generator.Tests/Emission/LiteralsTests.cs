using System.Numerics;
using CsCheck;
using LayerGen.Generator.Emission;
using Microsoft.CodeAnalysis;
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
                BitConverter.SingleToInt32Bits(Number<float>(Literals.Of(value)))
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
                BitConverter.DoubleToInt64Bits(Number<double>(Literals.Of(value)))
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

    [Fact]
    public void Every_word_of_the_language_can_name_a_class()
    {
        IEnumerable<string> words = SyntaxFacts
            .GetReservedKeywordKinds()
            .Concat(SyntaxFacts.GetContextualKeywordKinds())
            .Select(SyntaxFacts.GetText)
            .Where(word => word.Length > 0);
        // As the user writes it, and as it is written beside it.
        string source = string.Concat(
            words.Select(word =>
                $$"""
                    namespace In_{{word}}
                    {
                        partial class @{{word}} { }
                        partial class {{Literals.Identifier(word)}}
                        {
                            public {{Literals.Identifier(word)}}(int a, int b) { }
                        }
                    }

                    """
            )
        );

        Assert.DoesNotContain(
            GeneratorRun.Compile(source).GetDiagnostics(),
            diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning
        );
    }

    [Theory]
    [InlineData("Digits")]
    [InlineData("Class")]
    [InlineData("value")]
    public void Other_identifiers_stay_as_they_are(string name) =>
        Assert.Equal(name, Literals.Identifier(name));

    [Fact]
    public void Qualified_names_escape_each_part() =>
        Assert.Equal("@new.Company.@class.x", Literals.QualifiedName("new.Company.class.x"));

    [Fact]
    public void Fields_begin_with_an_underscore_and_a_small_letter() =>
        Assert.Equal("_conv1Output", Literals.Field("Conv1Output"));

    /// <summary>The value of a literal of a type, or of a minus and one.</summary>
    private static T Number<T>(string literal)
        where T : struct, INumber<T> =>
        Parse(literal) switch
        {
            LiteralExpressionSyntax { Token.Value: T value } => value,
            PrefixUnaryExpressionSyntax
            {
                RawKind: (int)SyntaxKind.UnaryMinusExpression,
                Operand: LiteralExpressionSyntax { Token.Value: T value }
            } => -value,
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
