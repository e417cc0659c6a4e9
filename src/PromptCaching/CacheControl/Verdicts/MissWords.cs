using System.Globalization;
using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Planning;

namespace PromptCaching.CacheControl.Verdicts;

/// <summary>Says a finding in words; places are those of the request that is judged.</summary>
internal static class MissWords
{
    public static CacheMissCause Of(MissFinding finding, SentCall call)
    {
        var place = PlaceOf(finding, call.Path.Steps);
        return new CacheMissCause
        {
            Kind = finding.Kind,
            Place = place,
            Sentence = Sentence(finding, place, call),
            Hint = MissHints.For(finding.Kind),
        };
    }

    private static string Sentence(MissFinding finding, string? place, SentCall call) => finding.Kind switch
    {
        CacheMissKind.ModelChanged => "The earlier request went to another model.",
        CacheMissKind.IsolationChanged => "The earlier request went to another address, or with another key or workspace.",
        CacheMissKind.ToolAdded => $"{place} was not there before.",
        CacheMissKind.ToolRemoved => $"What was {place} is gone.",
        CacheMissKind.ToolChanged => $"{place} has another definition under the same name.",
        CacheMissKind.ToolsReordered => $"The tools stand in another order from {place} on.",
        CacheMissKind.SystemChanged => SystemSentence(finding.Difference!.Value, place!, call),
        CacheMissKind.MessageChanged => $"{place} is not what it was in the earlier request.",
        CacheMissKind.ParameterChanged => $"{place} has changed.",
        CacheMissKind.Expired => $"The entry up to {place} expired after {finding.TimeToLive:c}; it was last used {finding.Idle:c} before.",
        CacheMissKind.BelowMinimum => $"The prompt is {Number(finding.Amount)} tokens below the shortest prefix that the model caches.",
        CacheMissKind.OutOfWindow => $"The entry up to {place} is {Number(finding.Amount)} places too far in front of the next breakpoint to be found.",
        CacheMissKind.NotMarked => $"No breakpoint stands at or behind the entry that ends at {place}.",
        CacheMissKind.BeingWritten => $"Another call was still writing the entry up to {place}.",
        _ when place is not null => $"Nothing differs up to {place}, and yet its entry was not read; it may have been removed early.",
        _ => "What was expected was not read, and the earlier request is too far back to be compared.",
    };

    private static string SystemSentence(RequestDifference difference, string place, SentCall call)
    {
        if (difference.Chunk is not { } chunk)
        {
            return difference.Step < call.Path.Steps.Count && call.Path.Steps[difference.Step].Block.Level == PromptLevel.System
                ? $"{place} was not there before."
                : $"What was {place} is gone.";
        }

        var block = call.Path.Steps[difference.Step].Block;
        var bytes = call.Body.Span[block.Start..block.End];
        var text = bytes[TextBytes.Start(bytes)..];
        var (from, to) = chunk < 0 ? (text.Length, text.Length) : (chunk * SystemPrint.ChunkLength, (chunk + 1) * SystemPrint.ChunkLength);
        return chunk < 0 || from >= text.Length
            ? $"{place} is not what it was in the earlier request."
            : $"{place} differs between characters {Number(Characters(text, from))} and {Number(Characters(text, to))}.";
    }

    private static int Characters(ReadOnlySpan<byte> text, int bytes) => TextBytes.Characters(text[..Math.Min(bytes, text.Length)]);

    private static string? PlaceOf(MissFinding finding, IReadOnlyList<PathStep> steps)
    {
        if (finding.Difference is not { } difference)
        {
            return finding.Step >= 0 ? PlaceOf(finding.Step, steps) : null;
        }

        return difference.Kind switch
        {
            CacheMissKind.ModelChanged => "model",
            CacheMissKind.IsolationChanged => null,
            CacheMissKind.ParameterChanged => difference.Parameter,
            CacheMissKind.ToolRemoved => Indexed("tools", difference.Index),
            CacheMissKind.SystemChanged => Indexed("system", difference.Index),
            _ => PlaceOf(difference.Step, steps),
        };
    }

    private static string PlaceOf(int step, IReadOnlyList<PathStep> steps) => new Breakpoint(steps[Math.Min(step, steps.Count - 1)].Block, false).Place;

    private static string Indexed(string level, int index) => string.Create(CultureInfo.InvariantCulture, $"{level}.{index}");

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
