using PromptCaching.RateLimiting;

namespace PromptCaching.Tests.RateLimiting.Quota.Sharing;

/// <summary>A shared quota in memory, of requests alone: one level on the test's clock, which begins empty, and can be away.</summary>
internal sealed class SharedLevels(TimeProvider clock, double perMinute) : ISharedQuota
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);
    private readonly double _capacity = perMinute * 0.98;
    private readonly HashSet<string> _processes = [];
    private long _filledAt = clock.GetTimestamp();
    private long _closedUntil;

    public double Level { get; set; }

    public List<QuotaExchange> Exchanges { get; } = [];

    public bool IsAway { get; set; }

    public bool IsSilent { get; set; }

    public int? Processes { get; set; }

    public ValueTask<QuotaShare> ExchangeAsync(QuotaExchange exchange, CancellationToken cancellationToken)
    {
        if (IsSilent)
        {
            return new(new TaskCompletionSource<QuotaShare>().Task);
        }

        if (IsAway)
        {
            throw new IOException("away");
        }

        Exchanges.Add(exchange);
        _processes.Add(exchange.Process);
        var now = clock.GetTimestamp();
        Level += now > _filledAt ? clock.GetElapsedTime(_filledAt, now).TotalMinutes * perMinute : 0;
        Level -= Math.Min(Math.Max(Level, 0), exchange.SpentAlone.Requests);
        Level = Math.Min(_capacity, Level + exchange.Returned.Requests);
        Level = Math.Min(Level, exchange.MostLeft.Requests ?? Level);
        _closedUntil = Math.Max(_closedUntil, now + (long)((exchange.ClosedFor ?? default).TotalSeconds * clock.TimestampFrequency));
        _filledAt = Math.Max(now, _closedUntil);
        var least = Math.Min(exchange.Least.Requests, _capacity);
        var granted = _closedUntil > now || Level < least - 1e-6 ? 0 : Math.Max(0, Math.Min(exchange.Most.Requests, Level));
        Level -= granted;
        return new(new QuotaShare
        {
            Granted = new QuotaAmount(granted, 0, 0),
            AskAgainIn = granted < exchange.Most.Requests ? Pause : TimeSpan.Zero,
            ClosedFor = clock.GetElapsedTime(now, Math.Max(now, _closedUntil)),
            Processes = Processes ?? _processes.Count,
        });
    }
}
