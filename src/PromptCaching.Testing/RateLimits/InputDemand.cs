using PromptCaching.Testing.PromptCache;

namespace PromptCaching.Testing.RateLimits;

/// <summary>The input tokens that a request draws, by what becomes of them.</summary>
internal sealed record InputDemand(int Plain, int Written5m, int Written1h, int Read)
{
    private const double PriorityRead = 0.1;
    private const double PriorityWrite5m = 1.25;
    private const double PriorityWrite1h = 2.0;

    public static InputDemand None { get; } = new(0, 0, 0, 0);

    public static InputDemand Of(CacheBill bill) => new(bill.Input, bill.Written5m, bill.Written1h, bill.Read);

    /// <summary>What counts against a per-minute limit: reads do so for Haiku 3.5 only.</summary>
    public int Against(EmulatedModelLimits? limits) => Plain + Written5m + Written1h + (limits is { CachedReadsCount: true } ? Read : 0);

    /// <summary>Gets what a commitment of the Priority Tier loses, in the proportion of the prices.</summary>
    public int AgainstPriority => (int)Math.Ceiling(Plain + (PriorityWrite5m * Written5m) + (PriorityWrite1h * Written1h) + (PriorityRead * Read));
}
