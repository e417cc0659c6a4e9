using PromptCaching.CacheControl;

namespace PromptCaching.Testing.Assertions;

/// <summary>Judges by content alone whether calls begin alike: nothing needs to have been marked, long enough or in time.</summary>
internal static class StablePrefix
{
    private const int Most = 5;

    public static void Check(IReadOnlyList<EmulatedCall> calls, StablePrefixOptions options)
    {
        var faults = VolatileText(calls, options);
        if (faults.Count == 0)
        {
            faults = Drift(calls, options);
        }

        if (faults.Count > 0)
        {
            var more = faults.Count > Most ? $"\nand {faults.Count - Most} more." : "";
            throw new CacheAssertionException(
                $"The prompts were expected to begin alike from call to call.\n{string.Join('\n', faults.Take(Most))}{more}");
        }
    }

    /// <summary>The calls of a conversation repeat what stands in their prompts; each find is told once, by the first call that has it.</summary>
    private static List<string> VolatileText(IReadOnlyList<EmulatedCall> calls, StablePrefixOptions options) =>
    [
        .. from call in calls
           from finding in PrefixLint.FindVolatileText(BytesOf(call))
           where finding.Severity >= options.LeastSeverity && !options.AllowedText.Contains(finding.Kind)
           group call by (finding.Kind, finding.Place, finding.Offset, Text: finding.ToString()) into seen
           select $"Call {seen.First().Number}: {seen.Key.Text}",
    ];

    private static List<string> Drift(IReadOnlyList<EmulatedCall> calls, StablePrefixOptions options) =>
    [
        .. from drift in PrefixLint.FindDrift([.. calls.Select(BytesOf)])
           where drift.IsSameConversation && !options.AllowedDrift.Contains(drift.Kind)
           select $"Call {calls[drift.Later].Number} against call {calls[drift.Earlier].Number}: {drift.Place} {drift.Difference}, so that "
               + $"{Say.Tokens(drift.TokensAtStake)} are not read. {drift.Advice}",
    ];

    private static ReadOnlyMemory<byte> BytesOf(EmulatedCall call)
    {
        Say.ThrowIfNotRecorded(call);
        return call.Body;
    }
}
