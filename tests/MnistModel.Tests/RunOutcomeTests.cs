using System.Reflection;
using System.Runtime.CompilerServices;
using LayerGen;
using LayerGen.Training;
using MnistModel.Running;

namespace MnistModel.Tests;

public sealed class RunOutcomeTests
{
    private static readonly TrainingOutcome.Diverged Divergence = new(
        [],
        new(2, 3, double.NaN, "loss")
    );

    [Fact]
    public void ExitCode_tells_the_shell_how_the_run_ended()
    {
        Failure failure = new("reason");

        Assert.Equal(2, new RunOutcome.Refused(failure).ExitCode);
        Assert.Equal(1, new RunOutcome.Failed(failure).ExitCode);
        Assert.Equal(1, new RunOutcome.Diverged(Divergence).ExitCode);
        Assert.Equal(1, new RunOutcome.Incomplete(null!, null!).ExitCode);
        Assert.Equal(130, new RunOutcome.Stopped().ExitCode);
    }

    [Fact]
    public void Every_case_has_an_exit_code_and_a_message_unless_all_was_said()
    {
        Type[] cases = typeof(RunOutcome).GetNestedTypes(BindingFlags.Public);
        Assert.NotEmpty(cases);
        foreach (Type type in cases)
        {
            RunOutcome outcome =
                type == typeof(RunOutcome.Diverged)
                    ? new RunOutcome.Diverged(Divergence)
                    : Activator.CreateInstance(
                        type,
                        [.. type.GetConstructors()[0].GetParameters().Select(Any)]
                    ) as RunOutcome
                        ?? throw new InvalidOperationException(type.Name);

            Assert.InRange(outcome.ExitCode, 0, 255);
            Assert.Equal(
                type == typeof(RunOutcome.Finished) || type == typeof(RunOutcome.Incomplete),
                outcome.Message is null
            );
        }

        static object Any(ParameterInfo parameter) =>
            parameter.ParameterType == typeof(Failure) ? new Failure("reason")
            : parameter.ParameterType == typeof(string) ? "a file"
            : parameter.ParameterType == typeof(TrainingOutcome) ? Divergence
            : RuntimeHelpers.GetUninitializedObject(parameter.ParameterType);
    }
}
