using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using PromptCaching.AspNetCore.Traffic;
using PromptCaching.ResponseCaching;
using PromptCaching.Storage;

namespace PromptCaching.AspNetCore.Management;

/// <summary>Does what the management endpoints are asked for.</summary>
internal sealed class ManagementDesk(ICacheRegions regions, IResponseCache answers, CallTraffic traffic)
{
    public async Task<IResult> StatisticsAsync(CancellationToken cancellationToken)
    {
        List<CacheRegionStatistics> all = [];
        foreach (var name in regions.Names)
        {
            all.Add(await regions[name].GetStatisticsAsync(cancellationToken).ConfigureAwait(false));
        }

        return TypedResults.Json(new ManagementStatistics(traffic.Totals(), all), ManagementJson.Default.ManagementStatistics);
    }

    public async Task<IResult> StatisticsAsync(string region, CancellationToken cancellationToken)
    {
        if (!regions.Names.Contains(region))
        {
            return Unknown(region);
        }

        var statistics = await regions[region].GetStatisticsAsync(cancellationToken).ConfigureAwait(false);
        return TypedResults.Json(statistics, ManagementJson.Default.CacheRegionStatistics);
    }

    public async Task<IResult> ClearAsync(ClearRequest what, CancellationToken cancellationToken)
    {
        if ((what.Scope is { Length: > 0 } ? 1 : 0) + (what.Tag is { Length: > 0 } ? 1 : 0) + (what.Everything ? 1 : 0) != 1)
        {
            return Wrong("Name exactly one of \"scope\", \"tag\" and \"everything\": true.");
        }

        if (what.Region is { } name && !regions.Names.Contains(name))
        {
            return Unknown(name);
        }

        var region = what.Region is null ? null : regions[what.Region];
        if (what.Tag is { Length: > 0 } && region is null)
        {
            return Wrong("A tag is cleared in one region: name it as \"region\".");
        }

        var cleared = await ClearAsync(what, region, cancellationToken).ConfigureAwait(false);
        return TypedResults.Json(cleared, ManagementJson.Default.CacheClearance);
    }

    public async Task<IResult> InvalidateAsync(InvalidateRequest what, CancellationToken cancellationToken)
    {
        if (what.Scope is { } scope && string.IsNullOrWhiteSpace(scope))
        {
            return Wrong("\"scope\" is empty; leave it out, or name one.");
        }

        var call = what.Scope is null ? null : new ClaudeCall { Scope = what.Scope };
        var isStored = await answers.InvalidateAsync(Encoding.UTF8.GetBytes(what.Request.GetRawText()), call, cancellationToken).ConfigureAwait(false);
        return TypedResults.Json(new InvalidateAnswer(isStored), ManagementJson.Default.InvalidateAnswer);
    }

    public async Task<IResult> CleanUpAsync(CleanupRequest what, CancellationToken cancellationToken)
    {
        if (what.Region is { } name && !regions.Names.Contains(name))
        {
            return Unknown(name);
        }

        var (entries, bytes) = (0L, 0L);
        foreach (var region in what.Region is { } one ? [one] : regions.Names)
        {
            var freed = await regions[region].FreeAsync(cancellationToken).ConfigureAwait(false);
            (entries, bytes) = (entries + freed.Entries, bytes + freed.Bytes);
        }

        return TypedResults.Json(new CleanupAnswer(entries, bytes), ManagementJson.Default.CleanupAnswer);
    }

    public static JsonHttpResult<ManagementProblem> Wrong(string problem) => Problem(problem, StatusCodes.Status400BadRequest);

    private async Task<CacheClearance> ClearAsync(ClearRequest what, CacheRegion? region, CancellationToken cancellationToken) => (what, region) switch
    {
        ({ Tag: { Length: > 0 } tag }, { } one) => await one.ClearTagAsync(tag, cancellationToken).ConfigureAwait(false),
        ({ Scope: { Length: > 0 } scope }, { } one) => await one.ClearScopeAsync(scope, cancellationToken).ConfigureAwait(false),
        ({ Scope: { Length: > 0 } scope }, null) => await regions.ClearScopeAsync(scope, cancellationToken).ConfigureAwait(false),
        (_, { } one) => await one.ClearAsync(cancellationToken).ConfigureAwait(false),
        _ => await regions.ClearAllAsync(cancellationToken).ConfigureAwait(false),
    };

    private JsonHttpResult<ManagementProblem> Unknown(string region) =>
        Problem($"There is no cache region '{region}'; there are {string.Join(", ", regions.Names)}.", StatusCodes.Status404NotFound);

    private static JsonHttpResult<ManagementProblem> Problem(string problem, int status) =>
        TypedResults.Json(new ManagementProblem(problem), ManagementJson.Default.ManagementProblem, statusCode: status);
}
