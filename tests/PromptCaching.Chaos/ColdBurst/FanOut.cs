using System.Diagnostics;
using System.Text;
using System.Text.Json;
using PromptCaching.Tests.Recordings;

namespace PromptCaching.Chaos.ColdBurst;

/// <summary>The workload of waves of parallel calls that share a new prefix, made by the generator beside the recordings.</summary>
internal static class FanOut
{
    private const string Generator = "tools/workloads.py";

    /// <returns><see langword="null"/> when the generator is not there.</returns>
    public static async Task<IReadOnlyList<BurstCall>?> ReadAsync(CancellationToken cancellationToken)
    {
        if (SharedFolder.Path is not { } shared || Path.Combine(shared, Generator) is var generator && !File.Exists(generator))
        {
            return null;
        }

        var folder = Directory.CreateTempSubdirectory("cold-burst-");
        try
        {
            // Without recordings it makes those workloads alone that need none.
            var traces = folder.CreateSubdirectory("traces").FullName;
            var made = folder.CreateSubdirectory("made").FullName;
            using var python = Process.Start(new ProcessStartInfo("python3", [generator, traces, made]) { RedirectStandardError = true })!;
            var said = await python.StandardError.ReadToEndAsync(cancellationToken);
            await python.WaitForExitAsync(cancellationToken);
            return python.ExitCode == 0
                ? [.. (await File.ReadAllLinesAsync(Path.Combine(made, "fan-out.jsonl"), cancellationToken)).Select(Read)]
                : throw new InvalidOperationException("The generator of workloads failed: " + said);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static BurstCall Read(string line)
    {
        using var json = JsonDocument.Parse(line);
        var wave = json.RootElement.GetProperty("conversation").GetString()!.Split('-')[1];
        return new BurstCall(
            int.Parse(wave, System.Globalization.CultureInfo.InvariantCulture),
            TimeSpan.FromSeconds(json.RootElement.GetProperty("at").GetDouble()),
            Encoding.UTF8.GetBytes(json.RootElement.GetProperty("body").GetRawText()),
            CallFate.Streams,
            TimeSpan.Zero);
    }
}
