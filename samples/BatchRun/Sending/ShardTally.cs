using System.Text.Json.Serialization;
using BatchRun.Costs;
using PromptCaching;

namespace BatchRun.Sending;

/// <summary>What a shard has come to: a line of the shard log, in the API's own words for tokens.</summary>
internal sealed record ShardTally(string Shard, int Requests)
{
    public int Succeeded { get; init; }

    public int Failed { get; init; }

    /// <summary>Gets how many of the answers were in the checkpoint.</summary>
    public int Restored { get; init; }

    public long InputTokens { get; init; }

    public long CacheCreationInputTokens { get; init; }

    public long CacheReadInputTokens { get; init; }

    public long OutputTokens { get; init; }

    public decimal CostUsd { get; init; }

    [JsonIgnore]
    public bool IsDone => Succeeded + Failed == Requests;

    public ShardTally With(GenerateManyResult result)
    {
        var tokens = Tokens.Of(result.Message?.Usage);
        return this with
        {
            Succeeded = Succeeded + (result.Message is null ? 0 : 1),
            Failed = Failed + (result.Message is null ? 1 : 0),
            Restored = Restored + (result.IsRestored ? 1 : 0),
            InputTokens = InputTokens + tokens.Input,
            CacheCreationInputTokens = CacheCreationInputTokens + tokens.Written,
            CacheReadInputTokens = CacheReadInputTokens + tokens.Read,
            OutputTokens = OutputTokens + tokens.Output,
            CostUsd = CostUsd + (result.Cost ?? 0),
        };
    }
}
