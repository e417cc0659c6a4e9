namespace PromptCaching.Testing.RateLimits;

/// <summary>A pool as one owner has it: the organization, or a workspace with lower limits.</summary>
/// <param name="Key">The name of its buckets.</param>
/// <param name="Pool">The pool.</param>
/// <param name="Limits">The owner's limits.</param>
/// <param name="Input">The input tokens that the request takes from it.</param>
internal sealed record LimitedPool(string Key, LimitPool Pool, EmulatedRateLimits Limits, int Input)
{
    public static IReadOnlyList<LimitedPool> Of(EmulatedRateLimits limits, LimitPool pool, string? workspace, InputDemand demand)
    {
        var organization = new LimitedPool(pool.Name, pool, limits, demand.Against(pool.Models(limits)));
        return workspace is not null && limits.Workspaces.TryGetValue(workspace, out var lower)
            ? [organization, new LimitedPool($"{workspace}/{pool.Name}", pool, lower, demand.Against(pool.Models(lower)))]
            : [organization];
    }
}
