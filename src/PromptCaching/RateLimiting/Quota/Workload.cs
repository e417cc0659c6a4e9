namespace PromptCaching.RateLimiting.Quota;

/// <summary>What the calls of one pool have been like, to expect the next one's tokens before it is sent. Not safe for several threads.</summary>
internal sealed class Workload
{
    private readonly RunningMean _tokensPerEstimate = new(1);
    private readonly RunningMean _inputError = new(0);
    private readonly RunningMean _unforeseenShare = new(1);

    public OutputPace Output { get; } = new();

    /// <param name="call">The call.</param>
    /// <param name="countsReads">Whether cached reads count against the limit.</param>
    public ExpectedTokens Expect(AttemptTokens call, bool countsReads)
    {
        var (total, read) = call.Forecast?.Now() ?? (call.BodyTokens, 0);
        var counted = countsReads ? total : call.Forecast is null ? total * _unforeseenShare.Value : total - read;
        var input = counted * _tokensPerEstimate.Value;
        return new ExpectedTokens(total, read, Input: input, Reserved: input + _inputError.Value, Output: Math.Min(call.MaxOutput, Output.Mean));
    }

    /// <summary>Learns from what a call came to.</summary>
    public void Learn(AttemptTokens call, ExpectedTokens expected, ActualTokens actual)
    {
        if (expected.Total > 0 && actual.Total > 0)
        {
            _tokensPerEstimate.Add(actual.Total / expected.Total);
            _inputError.Add(Math.Abs(actual.Input - expected.Input));
            if (call.Forecast is null)
            {
                _unforeseenShare.Add(actual.Input / actual.Total);
            }
        }
    }
}
