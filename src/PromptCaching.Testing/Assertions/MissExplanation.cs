using System.Text.Json;
using PromptCaching.Testing.Requests;

namespace PromptCaching.Testing.Assertions;

/// <summary>Why a call read less than it could: the cache rule that stood in the way of an entry it shares, else the first difference.</summary>
internal static class MissExplanation
{
    public static string Of(EmulatedCall call, IReadOnlyList<EmulatedCall> earlier)
    {
        if (call.Breakpoints.Count == 0)
        {
            return "It carries no cache_control marker, and without one nothing is read; the chain sets none where a prompt is far below the model's minimum.";
        }

        if (call.Breakpoints.All(static breakpoint => breakpoint.IsBelowMinimum))
        {
            return "Every prefix that it marks is below the model's minimum, so its markers have no effect.";
        }

        if (earlier.Count == 0)
        {
            return "No earlier call was given to compare it with.";
        }

        return earlier.Append(call).FirstOrDefault(static one => one.Json is null) is { } unknown
            ? $"Why cannot be said, as the body of call {unknown.Number} was not recorded: {Say.HowToRecord}"
            : Compared(call, call.Json!.Value, earlier);
    }

    private static string Compared(EmulatedCall call, JsonElement body, IReadOnlyList<EmulatedCall> earlier)
    {
        var blocks = RequestBlocks.Of(body);
        var compared = earlier.Reverse().Select(one => (Call: one, Difference: FirstDifference.Between(one.Json!.Value, body))).ToArray();
        foreach (var (before, difference) in compared)
        {
            if (SharedEntry.Longest(before, difference?.Place ?? int.MaxValue) is { } entry)
            {
                return $"It shares the prefix that call {before.Number} marked at {entry.Breakpoint.Path}, {entry.WhyNotRead(call, before, blocks)}.";
            }
        }

        var (nearest, first) = compared.MaxBy(static pair => pair.Difference?.Place ?? int.MaxValue);
        return first is null
            ? $"It continues call {nearest.Number}, which left nothing in the cache: its breakpoints are {Say.Breakpoints(nearest)}."
            : $"Against call {nearest.Number}, the nearest before it: {first.Sentence}";
    }
}
