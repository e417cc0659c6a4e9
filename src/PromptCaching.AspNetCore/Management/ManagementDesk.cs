using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using PromptCaching.ResponseCaching;
using PromptCaching.Storage;

namespace PromptCaching.AspNetCore.Management;

/// <summary>Clears, invalidates and cleans up as the management endpoints are asked to.</summary>
internal sealed class ManagementDesk(ICacheRegions regions, IResponseCache answers)
{
    public async Task<IResult> ClearAsync(ClearRequest what, CancellationToken cancellationToken)
    {
        if ((what.Scope is { Length: > 0 } ? 1 : 0) + (what.Tag is { Length: > 0 } ? 1 : 0) + (what.Everything ? 1 : 0) != 1)
        {
            return Wrong("Name exactly one of \"scope\", \"tag\" and \"everything\": true.");
        }

        if (what.Region is { } name && !regions.Names.Contains(name))
        {
            return UnknownRegion(name, regions.Names);
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
            return UnknownRegion(name, regions.Names);
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

    public static JsonHttpResult<ManagementProblem> UnknownRegion(string region, IEnumerable<string> known) =>
        Problem($"There is no cache region '{region}'; there are {string.Join(", ", known)}.", StatusCodes.Status404NotFound);

    private async Task<CacheClearance> ClearAsync(ClearRequest what, CacheRegion? region, CancellationToken cancellationToken) => (what, region) switch
    {
        ({ Tag: { Length: > 0 } tag }, { } one) => await one.ClearTagAsync(tag, cancellationToken).ConfigureAwait(false),
        ({ Scope: { Length: > 0 } scope }, { } one) => await one.ClearScopeAsync(scope, cancellationToken).ConfigureAwait(false),
        ({ Scope: { Length: > 0 } scope }, null) => await regions.ClearScopeAsync(scope, cancellationToken).ConfigureAwait(false),
        (_, { } one) => await one.ClearAsync(cancellationToken).ConfigureAwait(false),
        _ => await regions.ClearAllAsync(cancellationToken).ConfigureAwait(false),
    };

    private static JsonHttpResult<ManagementProblem> Problem(string problem, int status) =>
        TypedResults.Json(new ManagementProblem(problem), ManagementJson.Default.ManagementProblem, statusCode: status);
}
