using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using PromptCaching.Benchmarks;
using PromptCaching.Benchmarks.Page;

var filter = new Option<string?>("--filter") { Description = "Only figures whose name contains this." };
var ratios = new Command("ratios", "Prints every figure as a ratio, one JSON line each; exit code 1 when one misses its target.") { filter };
ratios.SetAction(parsed => RatioReport.Print(parsed.GetValue(filter), Console.Out));

var full = new Command("full", "Runs the figures under BenchmarkDotNet.");
full.SetAction(static _ =>
{
    BenchmarkRunner.Run<FullRun>(DefaultConfig.Instance.WithArtifactsPath(Path.Combine("artifacts", "benchmarks")));
    return 0;
});

var destination = new Option<string?>("--out") { HelpName = "FILE", Description = "Where the page goes; without it, to standard output." };
var page = new Command("page", "Measures everything, other ways to the same ends included, and writes docs/performance.md.") { destination };
page.SetAction(parsed => PageRun.Write(parsed.GetValue(destination), Console.Error));

return await new RootCommand("The speed of PromptCaching, as ratios to work that cannot be avoided.") { ratios, full, page }.Parse(args).InvokeAsync();
