using PromptCaching.Messages;

namespace BatchRun.Costs;

/// <summary>The tokens of answers by what the API bills them as.</summary>
internal readonly record struct Tokens(long Input, long Written5m, long Written1h, long Read, long Output)
{
    public long Written => Written5m + Written1h;

    public long Prompt => Input + Written + Read;

    public static Tokens Of(Usage? usage)
    {
        var written = usage?.CacheCreationInputTokens ?? 0;
        var hour = usage?.CacheCreation?.Ephemeral1hInputTokens ?? 0;
        return new Tokens(usage?.InputTokens ?? 0, written - hour, hour, usage?.CacheReadInputTokens ?? 0, usage?.OutputTokens ?? 0);
    }

    public static Tokens operator +(Tokens left, Tokens right) => new(
        left.Input + right.Input,
        left.Written5m + right.Written5m,
        left.Written1h + right.Written1h,
        left.Read + right.Read,
        left.Output + right.Output);
}
