using PromptCaching.Tests.Recordings;

namespace PromptCaching.Testing.Tests.Reality;

/// <summary>One exchange as the API billed it and as the emulator does.</summary>
/// <param name="Exchange">The exchange.</param>
/// <param name="Api">What the API did.</param>
/// <param name="Emulator">What the emulator did.</param>
/// <param name="LeftOut">Why it cannot be compared; null where it can.</param>
internal sealed record Comparison(RecordedExchange Exchange, Verdict Api, Verdict Emulator, string? LeftOut)
{
    public bool Agrees => Api.Agrees(Emulator);

    public double ReadDifference => Math.Abs(Api.ReadPoints - Emulator.ReadPoints);

    public double WrittenDifference => Math.Abs(Api.WrittenPoints - Emulator.WrittenPoints);

    public bool IsCachedByEither => Api.Reads || Api.Writes || Emulator.Reads || Emulator.Writes;
}
