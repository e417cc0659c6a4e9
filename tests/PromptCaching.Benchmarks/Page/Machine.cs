using System.Globalization;
using System.Runtime.InteropServices;

namespace PromptCaching.Benchmarks.Page;

/// <summary>On what, and when, the figures were measured.</summary>
/// <param name="Processor">Its name.</param>
/// <param name="Cores">How many of them this process may use.</param>
/// <param name="Runtime">.NET and its version.</param>
/// <param name="Day">When.</param>
/// <param name="Load">How many threads wanted to run in the minute before, those of this process aside; null where nobody counts them.</param>
internal sealed record Machine(string Processor, int Cores, string Runtime, DateOnly Day, double? Load)
{
    private const string ProcessorInfo = "/proc/cpuinfo";
    private const string LoadInfo = "/proc/loadavg";

    /// <summary>Gets a value indicating whether others used more than a quarter of the cores.</summary>
    public bool IsShared => Load > Cores / 4.0;

    /// <summary>Gets a value indicating whether others wanted more than there is, so that even rounds in turns differ by chance.</summary>
    public bool IsCrowded => Load > Cores;

    public static Machine Here() => new(
        ProcessorName(),
        Environment.ProcessorCount,
        RuntimeInformation.FrameworkDescription,
        DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime),
        LoadNow());

    private static string ProcessorName() =>
        (File.Exists(ProcessorInfo) ? File.ReadLines(ProcessorInfo) : [])
            .FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
        ?? RuntimeInformation.ProcessArchitecture.ToString();

    private static double? LoadNow() =>
        File.Exists(LoadInfo) ? double.Parse(File.ReadAllText(LoadInfo).Split(' ')[0], CultureInfo.InvariantCulture) : null;
}
