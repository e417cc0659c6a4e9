return await BatchRun.CommandLine.RunAsync(args);
