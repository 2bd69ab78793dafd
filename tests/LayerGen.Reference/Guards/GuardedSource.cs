using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace LayerGen.Reference.Guards;

/// <summary>
/// Rewrites generated code so that each access to memory that the runtime does not check goes through
/// <see cref="Guarded"/>; apart from that it is the code that users get.
/// </summary>
internal sealed class GuardedSource : CSharpSyntaxRewriter
{
    private const string Guards = "global::LayerGen.Reference.Guards.Guarded";

    // What the method at hand knows by reference: named alone, such a variable is an access.
    private HashSet<string> _references = [];

    /// <summary>The guarded version of a generated file.</summary>
    public static SyntaxTree Rewrite(SyntaxTree tree) =>
        tree.WithRootAndOptions(new GuardedSource().Visit(tree.GetRoot()), tree.Options);

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        _references =
        [
            .. node
                .ParameterList.Parameters.Where(parameter =>
                    parameter.Modifiers.Any(SyntaxKind.RefKeyword)
                    && parameter.Type is PredefinedTypeSyntax
                )
                .Select(parameter => parameter.Identifier.Text),
            .. node.DescendantNodes()
                .OfType<VariableDeclarationSyntax>()
                .Where(declaration =>
                    declaration.Type is RefTypeSyntax { Type: PredefinedTypeSyntax }
                )
                .SelectMany(declaration => declaration.Variables)
                .Select(variable => variable.Identifier.Text),
        ];
        SyntaxNode? rewritten = base.VisitMethodDeclaration(node);
        _references = [];
        return rewritten;
    }

    public override SyntaxNode? VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        InvocationExpressionSyntax call = (InvocationExpressionSyntax)
            base.VisitInvocationExpression(node)!;
        if (node.Expression is not MemberAccessExpressionSyntax member)
            return call;
        string name = member.ToString();
        if (name == "Unsafe.Add")
            return IsReference(node) ? call : Access(call, IsAssigned(node));
        // The stores of vectors are extensions of them: what they store comes first.
        if (member.Name.Identifier.Text == "StoreUnsafe")
        {
            ExpressionSyntax vector = ((MemberAccessExpressionSyntax)call.Expression).Expression;
            return Call(
                $"{Guards}.Store",
                call.ArgumentList.Arguments.Insert(0, Argument(vector.WithoutTrivia()))
            );
        }
        return name switch
        {
            "Vector512.LoadUnsafe" or "Vector256.LoadUnsafe" or "Vector128.LoadUnsafe" => Call(
                $"{Guards}.Load{member.Expression}",
                call.ArgumentList.Arguments
            ),
            "MemoryMarshal.CreateSpan" => Call($"{Guards}.Span", call.ArgumentList.Arguments),
            "MemoryMarshal.CreateReadOnlySpan" => Call(
                $"{Guards}.ReadOnlySpan",
                call.ArgumentList.Arguments
            ),
            "Workers.Run" => Call(
                $"{Guards}.Run",
                call.ArgumentList.Arguments.Insert(0, Argument(IdentifierName("Workers")))
            ),
            _ when member.Expression.ToString()
                    is "LiveMask"
                        or "WindowList"
                        or "Lanes"
                        or "Transposition" => Call($"{Guards}{name}", call.ArgumentList.Arguments),
            _ => call,
        };
    }

    public override SyntaxNode? VisitStackAllocArrayCreationExpression(
        StackAllocArrayCreationExpressionSyntax node
    ) =>
        node.Type is ArrayTypeSyntax { ElementType: var element, RankSpecifiers: [var rank] }
            ? Call(
                $"{Guards}.Scratch<{element}>",
                SingletonSeparatedList(Argument(rank.Sizes.Single()))
            )
            : node;

    public override SyntaxNode? VisitIdentifierName(IdentifierNameSyntax node) =>
        _references.Contains(node.Identifier.Text)
        && !IsReference(node)
        && node.Parent is not (MemberAccessExpressionSyntax or NameColonSyntax)
        && !IsMoved(node)
            ? Access(node, IsAssigned(node))
            : node;

    /// <summary>Whether an expression stands for a place, which is not accessed there.</summary>
    private static bool IsReference(ExpressionSyntax node) =>
        node.Parent is RefExpressionSyntax
        || node.Parent is ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword };

    private static bool IsAssigned(ExpressionSyntax node) =>
        node.Parent is AssignmentExpressionSyntax assignment && assignment.Left == node;

    /// <summary>Whether a variable is made to stand for another place.</summary>
    private static bool IsMoved(IdentifierNameSyntax node) =>
        node.Parent is AssignmentExpressionSyntax { Right: RefExpressionSyntax } assignment
        && assignment.Left == node;

    private static ExpressionSyntax Access(ExpressionSyntax place, bool isWritten)
    {
        // Elements of a span by its own bounds.
        if (
            place is InvocationExpressionSyntax
            {
                ArgumentList.Arguments: [
                    {
                        Expression: InvocationExpressionSyntax
                        {
                            Expression: MemberAccessExpressionSyntax
                            {
                                Name.Identifier.Text: "GetReference"
                            },
                            ArgumentList.Arguments: [var span],
                        }
                    },
                    var index,
                ]
            }
        )
            return ParseExpression($"{span}[(int)({index})]");
        return Call(
            isWritten ? $"{Guards}.Place" : $"{Guards}.Read",
            SingletonSeparatedList(
                Argument(null, Token(SyntaxKind.RefKeyword), place.WithoutTrivia())
            )
        );
    }

    private static InvocationExpressionSyntax Call(
        string function,
        SeparatedSyntaxList<ArgumentSyntax> arguments
    ) =>
        InvocationExpression(ParseExpression(function), ArgumentList(arguments))
            .NormalizeWhitespace();
}
