namespace PromptCaching.Chaos.ColdBurst;

/// <summary>One call of a burst.</summary>
/// <param name="Burst">The burst: its calls share a long prefix.</param>
/// <param name="At">When it is made.</param>
/// <param name="Body">What is asked.</param>
/// <param name="Fate">What happens to it.</param>
/// <param name="Patience">How long its caller stays, where the caller leaves; else how long it takes to fail.</param>
internal sealed record BurstCall(int Burst, TimeSpan At, byte[] Body, CallFate Fate, TimeSpan Patience)
{
    public static readonly HttpRequestOptionsKey<BurstCall> Key = new("burst-call");

    public bool IsToBeAnswered => Fate is CallFate.Streams or CallFate.DoesNotStream;
}
