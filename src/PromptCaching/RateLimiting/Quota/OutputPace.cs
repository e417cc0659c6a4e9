namespace PromptCaching.RateLimiting.Quota;

/// <summary>How much the answers of a pool come to, and how fast they are written. Not safe for several threads.</summary>
/// <remarks>
/// Short answers end first, so the mean of those that have ended is too low as long as the long ones run. What all of them write, by
/// what has ended in the same time, is right from the start: what flows in flows out.
/// </remarks>
internal sealed class OutputPace
{
    /// <summary>What is expected of an answer while none has ended.</summary>
    private const double UsualTokens = 1000;
    private const double UsualTokensPerSecond = 60;
    private const double MemorySeconds = 60;
    private const double ShortestSeconds = 0.05;

    /// <summary>Answers differ in their speed; rather too much is held for one that runs than too little.</summary>
    private const double Caution = 1.25;
    private readonly RunningMean _tokensPerSecond = new(UsualTokensPerSecond);
    private double _written;
    private double _ended;

    /// <summary>Gets what an answer comes to; the guess weighs as much as one answer.</summary>
    public double Mean => Math.Max(1, (Math.Max(0, _written) + UsualTokens) / (_ended + 1));

    /// <param name="seconds">The time that has passed.</param>
    /// <param name="running">How many answers were on their way in it.</param>
    public void Pass(double seconds, int running)
    {
        var kept = Math.Exp(-seconds / MemorySeconds);
        _written = (_written * kept) + (running * seconds * _tokensPerSecond.Value);
        _ended *= kept;
    }

    public void End(double tokens, double seconds)
    {
        _written += tokens - (seconds * _tokensPerSecond.Value);
        _ended++;
        if (seconds >= ShortestSeconds)
        {
            _tokensPerSecond.Add(tokens / seconds);
        }
    }

    /// <summary>A call ended whose answer nobody knows the end of.</summary>
    public void Leave(double seconds) => _written -= seconds * _tokensPerSecond.Value;

    /// <summary>What an answer that has been running so long may have written by now.</summary>
    public double WrittenAfter(double seconds) => seconds * _tokensPerSecond.Value * Caution;
}
