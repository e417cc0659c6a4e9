using System.CommandLine;
using System.Globalization;
using CostExplorer.Workloads;

namespace CostExplorer.Replay;

/// <summary><c>replay WORKLOAD --out SENT</c>.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var workload = new Argument<string>("WORKLOAD")
        {
            Description = "The requests, one a line: {\"at\": seconds, \"conversation\": id, \"body\": {...}}.",
        };
        var sent = new Option<string>("--out")
        {
            HelpName = "SENT",
            Description = "Where to write each request as it was sent, and its usage.",
            Required = true,
        };
        var mode = new Option<string>("--mode")
        {
            HelpName = "auto|as-sent",
            Description = "Whether the library places markers, or leaves the bodies as they are.",
            DefaultValueFactory = static _ => "auto",
        };
        mode.AcceptOnlyFromAmong("auto", "as-sent");
        var command = new Command("replay", "Sends a workload through the library into the emulated API, each request at its time on a virtual clock.")
        {
            workload, sent, mode,
        };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed.GetRequiredValue(workload), parsed.GetRequiredValue(sent), parsed.GetRequiredValue(mode), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string workload, string sent, string mode, CancellationToken cancellationToken)
    {
        var (requests, refused) = (0L, 0L);
        var bad = new BadLines(workload);
        InputFile.Open(workload).Dispose();
        OutputFile.ThrowIfSame(workload, sent);
        await using (var output = OutputFile.Create(sent))
        {
            var writer = new SentRequestsWriter(output);
            await OwnThread.RunAsync(() =>
            {
                using var run = new ReplayRun(mode, Write, cancellationToken);
                run.Run(new WorkloadFile(workload).Read(bad, static _ => { }, cancellationToken));
            });

            void Write(SentRequest request)
            {
                requests++;
                refused += request.Call.Usage is null ? 1 : 0;
                writer.Write(request);
            }
        }

        bad.ThrowIfNoneIsGood();
        if (bad.Sentence() is { } skipped)
        {
            await Console.Error.WriteLineAsync(skipped);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{requests} requests sent, {refused} refused."));
        return 0;
    }
}
