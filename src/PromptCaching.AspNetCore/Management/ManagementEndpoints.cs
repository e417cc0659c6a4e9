using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PromptCaching.Accounting;
using PromptCaching.AspNetCore.Traffic;
using PromptCaching.ResponseCaching;
using PromptCaching.Storage;

namespace PromptCaching.AspNetCore.Management;

/// <summary>The management endpoints of one client, described as the framework's OpenAPI generators read it.</summary>
internal sealed class ManagementEndpoints(string client)
{
    public void Map(RouteGroupBuilder group)
    {
        group.MapGet("/statistics", StatisticsAsync).WithSummary("Usage and cost, hit rates, latency, and what each cache region holds.")
            .Produces<ManagementStatistics>();
        group.MapGet("/regions/{region}", RegionAsync).WithSummary("What one cache region holds, and what happened in it.")
            .Produces<CacheRegionStatistics>().Produces<ManagementProblem>(StatusCodes.Status404NotFound);
        group.MapGet("/verdicts", Verdicts).Produces<VerdictList>()
            .WithSummary("What the prompt cache did for the latest calls, and why it did not do more; hashes and numbers, no prompts.");
        group.MapGet("/prices", Prices).WithSummary("What the models cost today, in USD per million tokens.").Produces<PriceList>();
        Changes<ClearRequest, CacheClearance>(
            group.MapPost("/clear", ClearAsync), "Clears by scope, by tag or everything; in one region or in all.");
        Changes<InvalidateRequest, InvalidateAnswer>(group.MapPost("/invalidate", InvalidateAsync), "Takes the stored answers to one request out.");
        Changes<CleanupRequest, CleanupAnswer>(group.MapPost("/cleanup", CleanUpAsync), "Gives back the space of what was cleared.");
    }

    private static void Changes<TAsked, TAnswer>(RouteHandlerBuilder endpoint, string summary)
        where TAsked : notnull => endpoint
        .WithSummary(summary)
        .Accepts<TAsked>("application/json")
        .Produces<TAnswer>()
        .Produces<ManagementProblem>(StatusCodes.Status400BadRequest)
        .Produces<ManagementProblem>(StatusCodes.Status404NotFound);

    private Task<IResult> StatisticsAsync(HttpContext context, CancellationToken cancellationToken) => Readings(context).StatisticsAsync(cancellationToken);

    private Task<IResult> RegionAsync(HttpContext context, string region, CancellationToken cancellationToken) =>
        Readings(context).RegionAsync(region, cancellationToken);

    private JsonHttpResult<VerdictList> Verdicts(HttpContext context, int? limit, bool? misses) => Readings(context).Verdicts(limit, misses);

    private JsonHttpResult<PriceList> Prices(HttpContext context) => Readings(context).Prices();

    private Task<IResult> ClearAsync(HttpContext context, CancellationToken cancellationToken) =>
        ManagementBody.AnswerAsync(context.Request, ManagementJson.Default.ClearRequest, Desk(context).ClearAsync, cancellationToken);

    private Task<IResult> InvalidateAsync(HttpContext context, CancellationToken cancellationToken) =>
        ManagementBody.AnswerAsync(context.Request, ManagementJson.Default.InvalidateRequest, Desk(context).InvalidateAsync, cancellationToken);

    private Task<IResult> CleanUpAsync(HttpContext context, CancellationToken cancellationToken) =>
        ManagementBody.AnswerAsync(context.Request, ManagementJson.Default.CleanupRequest, Desk(context).CleanUpAsync, cancellationToken);

    private ManagementReadings Readings(HttpContext context)
    {
        var services = context.RequestServices;
        return new ManagementReadings(
            services.GetRequiredKeyedService<ICacheRegions>(client),
            services.GetRequiredKeyedService<CallTraffic>(client),
            services.GetRequiredKeyedService<IClaudeUsage>(client),
            services.GetRequiredKeyedService<ModelCatalog>(client),
            services.GetRequiredService<TimeProvider>());
    }

    private ManagementDesk Desk(HttpContext context) => new(
        context.RequestServices.GetRequiredKeyedService<ICacheRegions>(client),
        context.RequestServices.GetRequiredKeyedService<IResponseCache>(client));
}
