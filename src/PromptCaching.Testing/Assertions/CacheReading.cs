namespace PromptCaching.Testing.Assertions;

/// <summary>Judges what calls read together, and names the call that read least.</summary>
internal static class CacheReading
{
    public static void Check(IReadOnlyList<EmulatedCall> all, IReadOnlyList<EmulatedCall> judged, double share)
    {
        var read = judged.Sum(static call => (long)call.Usage!.ReadTokens);
        var prompt = judged.Sum(static call => (long)call.Usage!.PromptTokens);
        if (read >= share * prompt)
        {
            return;
        }

        var worst = judged.First(call => call.Usage!.ReadTokens < share * call.Usage.PromptTokens);
        var what = judged.Count == 1 ? $"Call {worst.Number}" : $"The conversation (calls {judged[0].Number} to {judged[^1].Number})";
        throw new CacheAssertionException(
            $"{what} was expected to read {Say.Share(share)} of its prompt from the cache and read {Say.Share((double)read / prompt)} "
            + $"({Say.Tokens(read)} of {Say.Tokens(prompt)}). {First(judged.Count > 1, worst)}{MissExplanation.Of(worst, Before(all, worst))} "
            + $"Breakpoints of call {worst.Number}: {Say.Breakpoints(worst)}.");
    }

    private static string First(bool severalJudged, EmulatedCall worst) =>
        severalJudged ? $"Call {worst.Number} is the first below it, with {Say.Tokens(worst.Usage!.ReadTokens)}. " : "";

    private static IReadOnlyList<EmulatedCall> Before(IReadOnlyList<EmulatedCall> all, EmulatedCall call) =>
        [.. all.TakeWhile(one => one.Number != call.Number)];
}
