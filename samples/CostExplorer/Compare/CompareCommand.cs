using System.CommandLine;
using CostExplorer.Report;
using CostExplorer.Workloads;
using Spectre.Console;

namespace CostExplorer.Compare;

/// <summary><c>compare FILES</c>.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILES")
        {
            Description = "Workloads, one request a line. Files of one name in several folders are one workload.",
            Arity = ArgumentArity.OneOrMore,
        };
        var json = new Option<bool>("--json")
        {
            Description = "Prints one line a cell instead of the table. The cost is in base-input tokens, each weighted by its model's input price in USD "
                + "per million: millionths of a US dollar.",
        };
        var report = new Option<string?>("--report") { HelpName = "FILE", Description = "Writes a page with charts too: one HTML file that needs no other." };
        var command = new Command("compare", "Compares what the library's placement of markers and eight fixed habits cost with the least that any could.")
        {
            files, report, json,
        };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed.GetRequiredValue(files), parsed.GetValue(report), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string[] paths, string? report, bool asJson, CancellationToken cancellationToken)
    {
        WorkloadFile[] files = [.. paths.Select(static path => new WorkloadFile(path))];
        foreach (var file in files)
        {
            InputFile.Open(file.Path).Dispose();
        }

        var outcomes = await ProgressBar.ShowAsync(Comparison.Work(files), progress => Comparison.RunAsync(files, progress, cancellationToken));
        foreach (var bad in outcomes.Select(static outcome => outcome.Bad))
        {
            bad.ThrowIfNoneIsGood();
            if (bad.Sentence() is { } skipped)
            {
                await Console.Error.WriteLineAsync(skipped);
            }
        }

        var table = new ComparisonTable(outcomes);
        if (report is not null)
        {
            ReportPage.Write(report, table, outcomes);
        }

        if (asJson)
        {
            await using var output = Console.OpenStandardOutput();
            TableJson.Write(table, output);
        }
        else
        {
            TableText.Write(table, AnsiConsole.Console, Console.IsOutputRedirected);
        }

        return 0;
    }
}
