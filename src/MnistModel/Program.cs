using MnistModel.Commands;

return await ProgramCommandLine.RunAsync(args, Console.Out, Console.Error);
