using System.Runtime.InteropServices;

namespace LayerGen.Package.Tests;

/// <summary>A user's program, published with NativeAOT from the command line.</summary>
[Collection(SharedFeed.Name)]
public sealed class NativeAotTests(PackageFeed feed)
{
    [SkippableFact]
    public async Task Native_program_has_no_warnings_and_learns_the_same_to_the_last_bit()
    {
        UserProject project = UserProject.Create(
            feed.EmptyFolder("Native"),
            UserProject.Program,
            items: $"<PackageReference Include='LayerGen' Version='{feed.Version}' />"
        );

        CommandRun publish = await project.DotnetAsync(
            "publish",
            "-c",
            "Release",
            "--use-current-runtime",
            "-p:PublishAot=true",
            "-o",
            "native"
        );

        Skip.If(
            publish.Output.Contains("Platform linker", StringComparison.Ordinal),
            "No linker for NativeAOT on this machine."
        );
        Skip.If(
            publish.Errors.Any(error => error.StartsWith("NU1101", StringComparison.Ordinal)),
            "The NativeAOT compiler cannot be restored on this machine."
        );
        publish.Succeeded();
        Assert.Empty(publish.Warnings);
        string program = Path.Combine(
            project.Folder,
            "native",
            OperatingSystem.IsWindows() ? "Native.exe" : "Native"
        );
        string native = (await DotnetCommand.RunAsync(program, project.Folder)).Succeeded();
        Assert.Contains("learned True", native, StringComparison.Ordinal);
        // The instruction set that the package chooses has fused multiply-adds, so it rounds as the runtime's compiler does.
        if (RuntimeInformation.ProcessArchitecture == Architecture.X64)
        {
            string[] compiled = Directory.GetFiles(
                Path.Combine(project.Folder, "obj"),
                "Native.ilc.rsp",
                SearchOption.AllDirectories
            );
            Assert.Contains(
                "--instruction-set:x86-64-v3",
                await File.ReadAllTextAsync(Assert.Single(compiled)),
                StringComparison.Ordinal
            );
        }
        (await project.BuildAsync()).Succeeded();
        Assert.Equal((await project.RunAsync()).Succeeded(), native);
    }
}
