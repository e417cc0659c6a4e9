return await CostExplorer.CommandLine.RunAsync(args);
