using System.Collections.Immutable;

namespace MnistModel.Tests.Transcripts;

/// <summary>
/// What somebody types who is new to the program, mistakes included: each command with a wrong option, a file that is
/// missing, empty or of another type, and a directory where a file belongs. All stand in <see cref="TrialPlace"/>.
/// </summary>
internal static class Sessions
{
    /// <summary>The command lines by the command that they try.</summary>
    public static ImmutableSortedDictionary<string, ImmutableArray<string>> ByName { get; } =
        new Dictionary<string, string>
        {
            ["train"] = """
                MnistModel train --data data --epochs 1 --threads 2 --seed 2
                MnistModel trian
                MnistModel --epochz 3
                MnistModel train --epochs none
                MnistModel train --checkpoint-every 3steps
                MnistModel train --non-finite ignore
                MnistModel train --data missing
                MnistModel train --data note.txt
                MnistModel train --data empty
                MnistModel train --data wrong
                MnistModel train --data data --out note.txt
                MnistModel train --data data --history empty
                MnistModel train --data data --history missing/table.csv
                MnistModel train --data data --tensorboard note.txt
                rm runs/custom-seed1.safetensors; MnistModel train --data data
                """,
            ["resume"] = """
                MnistModel resume runs/custom-seed1.checkpoint.safetensors --epochs 2 --threads 2
                MnistModel resume --batch-size 2
                MnistModel resume missing.safetensors
                MnistModel resume empty
                MnistModel resume nothing.safetensors
                MnistModel resume note.txt
                MnistModel resume runs/custom-seed1.safetensors
                MnistModel resume --data wrong
                """,
            ["evaluate"] = """
                MnistModel evaluate --data data --threads 2
                MnistModel evaluate --log xml
                MnistModel evaluate missing.safetensors --data data
                MnistModel evaluate empty --data data
                MnistModel evaluate nothing.safetensors --data data
                MnistModel evaluate note.txt --data data
                MnistModel evaluate --data missing
                MnistModel evaluate --data wrong
                """,
            ["report"] = """
                MnistModel report --data data --out page.html
                MnistModel report --hystory table.csv
                MnistModel report missing.safetensors --data data
                MnistModel report note.txt --data data
                MnistModel report --data data --out empty
                MnistModel report --data data --out missing/page.html
                MnistModel report --data data --history note.txt
                MnistModel report --data data --history missing.csv
                """,
            ["predict"] = """
                MnistModel predict seven.png
                MnistModel predict
                MnistModel predict --format xml seven.png
                MnistModel predict missing.png
                MnistModel predict empty
                MnistModel predict nothing.safetensors
                MnistModel predict note.txt
                MnistModel predict --weights missing.safetensors seven.png
                MnistModel predict --weights note.txt seven.png
                MnistModel predict --explain --explain-dir note.txt seven.png
                """,
            ["serve"] = """
                MnistModel serve --port 99999
                MnistModel serve missing.safetensors
                MnistModel serve empty
                MnistModel serve nothing.safetensors
                MnistModel serve note.txt
                """,
            ["others"] = """
                MnistModel summary --log xml
                MnistModel summary note.txt
                MnistModel completion
                MnistModel completion fish
                MnistModel completion bash | head -n 1
                """,
        }.ToImmutableSortedDictionary(
            session => session.Key,
            session => session.Value.Split('\n').ToImmutableArray(),
            StringComparer.Ordinal
        );

    /// <summary>What is typed where <c>full</c> is a disk of one page.</summary>
    public static ImmutableArray<string> OnFullDisk { get; } =
    [
        "MnistModel train --data data --epochs 1 --threads 2 --seed 2 --out full",
        "MnistModel report --data data --out full/page.html",
        "MnistModel predict --explain --explain-dir full seven.png",
    ];

    /// <summary>What is typed where nothing in <c>locked</c> may be read.</summary>
    public static ImmutableArray<string> OnLockedFiles { get; } =
    [
        "MnistModel train --data locked",
        "MnistModel resume locked/model.safetensors",
        "MnistModel evaluate locked/model.safetensors --data data",
        "MnistModel predict locked/seven.png",
        "MnistModel serve locked/model.safetensors",
    ];
}
