using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Planning;

namespace PromptCaching.CacheControl.Verdicts;

/// <summary>One call as it was planned and sent: what its verdict is about.</summary>
internal sealed record SentCall
{
    public required ReadOnlyMemory<byte> Body { get; init; }

    public required RequestOutline Outline { get; init; }

    public required PromptPath Path { get; init; }

    public required CallerMarkers Callers { get; init; }

    public required BreakpointPlan Plan { get; init; }

    /// <summary>Gets every marker, the caller's and ours.</summary>
    public required IReadOnlyCollection<SentMarker> Markers { get; init; }

    public required PathKnowledge Knowledge { get; init; }

    public required ulong Isolation { get; init; }

    /// <summary>Gets the hash of the betas that the caller asks for; they may change how the prompt is rendered.</summary>
    public required ulong Betas { get; init; }

    public required ulong Shape { get; init; }

    public required int MinimumTokens { get; init; }

    public required double TokensPerByte { get; init; }
}
