using System.CommandLine;

namespace MnistModel.Commands;

/// <summary>One of the things that the program does: its options, its help, and what runs.</summary>
/// <param name="name">What the person types.</param>
/// <param name="description">What it does, in a line or a few.</param>
internal abstract class ProgramCommand(string name, string description) : Command(name, description)
{
    /// <summary>What its help says below the options: rules that belong to no single option, then examples.</summary>
    public abstract string Notes { get; }
}
