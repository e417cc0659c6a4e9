using PromptCaching.Testing;

namespace CostExplorer.Compare;

/// <summary>Adds up what one strategy costs over one workload.</summary>
internal sealed class Tally
{
    /// <summary>Gets what each request cost that was refused, as if it had been sent again without markers; by its number in the workload.</summary>
    public Dictionary<int, double> Refused { get; } = [];

    /// <summary>Gets the cost of what was answered, in millionths of a US dollar.</summary>
    public double Cost { get; private set; }

    public CostCurve Curve { get; } = new();

    public TokenShares Tokens { get; private set; }

    /// <summary>Gets how many markers stood at each place, for five minutes and for an hour.</summary>
    public Dictionary<(MarkerPlace Place, bool IsLong), long> Markers { get; } = [];

    public void Add(int number, TimeSpan at, EmulatedCall call, Func<int> promptTokens)
    {
        if (call.Usage is not { } usage)
        {
            var tokens = promptTokens();
            Refused[number] = tokens * InputPrices.Of(call.Model, tokens).Plain;
            return;
        }

        var prices = InputPrices.Of(call.Model, usage.PromptTokens);
        var cost = (usage.InputTokens * prices.Plain) + (usage.Written5mTokens * prices.Written5m)
            + (usage.Written1hTokens * prices.Written1h) + (usage.ReadTokens * prices.Read);
        Cost += cost;
        Curve.Add(at, cost);
        Tokens = Tokens.With(usage);
        foreach (var breakpoint in call.Breakpoints.Where(static one => !one.IsBelowMinimum))
        {
            var kind = (MarkerPlaces.Of(breakpoint, usage.PromptTokens), breakpoint.TimeToLive > TimeSpan.FromMinutes(5));
            Markers[kind] = Markers.GetValueOrDefault(kind) + 1;
        }
    }
}
