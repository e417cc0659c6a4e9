using System.Globalization;

namespace PromptCaching.Testing.Requests;

/// <summary>Ids that are unique within one emulator and the same in every run.</summary>
internal static class EmulatorIds
{
    private const string RequestPrefix = "req_emu";

    /// <summary>No run makes so many calls: above it are the numbers of what stands inside batches.</summary>
    private const long FirstItem = 100_000_000_000_000_000;
    private const long MostItems = 1_000_000;

    public static string Request(long number) => $"{RequestPrefix}{number:D21}";

    public static string Message(long number) => $"msg_emu{number:D21}";

    public static string Batch(long number) => $"msgbatch_emu{number:D21}";

    public static string ToolUse(long number, int index) => $"toolu_emu{number:D19}{index:D2}";

    /// <summary>The number of a request inside the batch that a call has made.</summary>
    public static long Item(long batch, int index) => FirstItem + (batch * MostItems) + index;

    public static bool IsItem(long number) => number >= FirstItem;

    /// <summary>The number in a request id, or 0 where it is none of ours.</summary>
    public static long NumberOf(string requestId) =>
        requestId.StartsWith(RequestPrefix, StringComparison.Ordinal)
        && long.TryParse(requestId.AsSpan(RequestPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
}
