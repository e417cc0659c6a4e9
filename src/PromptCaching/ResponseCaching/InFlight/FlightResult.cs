using PromptCaching.ResponseCaching.Memory;

namespace PromptCaching.ResponseCaching.InFlight;

/// <summary>What a flight brings to everybody who waits: one of the three.</summary>
/// <param name="Stored">An answer that the shared store had.</param>
/// <param name="Shared">An answer that is on its way.</param>
/// <param name="Refusal">What the API said instead of an answer.</param>
internal sealed record FlightResult(HeldAnswer? Stored, SharedAnswer? Shared, BufferedResponse? Refusal)
{
    /// <summary>Gets how alike the stored answer's question is; null when it is the same.</summary>
    public double? Similarity { get; init; }

    /// <summary>Gets a value indicating whether the stored answer is past its time and stands in for one that the API could not give.</summary>
    public bool IsStale { get; init; }
}
