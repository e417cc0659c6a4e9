using PromptCaching.Testing;

namespace CostExplorer.Compare;

/// <summary>Input tokens by how they were billed.</summary>
internal readonly record struct TokenShares(long Plain, long Written5m, long Written1h, long Read)
{
    public long Total => Plain + Written5m + Written1h + Read;

    public TokenShares With(EmulatedUsage usage) => new(
        Plain + usage.InputTokens, Written5m + usage.Written5mTokens, Written1h + usage.Written1hTokens, Read + usage.ReadTokens);

    public static TokenShares operator +(TokenShares one, TokenShares other) =>
        new(one.Plain + other.Plain, one.Written5m + other.Written5m, one.Written1h + other.Written1h, one.Read + other.Read);
}
