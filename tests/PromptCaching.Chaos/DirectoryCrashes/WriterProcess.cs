using System.Diagnostics;
using System.Globalization;

namespace PromptCaching.Chaos.DirectoryCrashes;

/// <summary>Starts this program again as a writer, and kills it while it writes.</summary>
internal static class WriterProcess
{
    private static readonly TimeSpan LongestLife = TimeSpan.FromMilliseconds(30);

    public static async Task RunAndKillAsync(string directory, WriterProgram.Manner manner, int seed, CancellationToken cancellationToken)
    {
        using var process = Process.Start(Start(directory, manner, seed))!;
        try
        {
            await process.StandardOutput.ReadLineAsync(cancellationToken);
            await Task.Delay(LongestLife * new Random(seed).NextDouble(), TimeProvider.System, cancellationToken);
            if (process.HasExited)
            {
                throw new InvalidOperationException($"The writer ended by itself: {await process.StandardError.ReadToEndAsync(cancellationToken)}");
            }
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static ProcessStartInfo Start(string directory, WriterProgram.Manner manner, int seed)
    {
        var program = Environment.ProcessPath!;
        var isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        string[] arguments = [WriterProgram.Name, directory, manner.ToString(), seed.ToString(CultureInfo.InvariantCulture)];
        return new ProcessStartInfo(program, isHost ? [typeof(WriterProcess).Assembly.Location, .. arguments] : arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }
}
