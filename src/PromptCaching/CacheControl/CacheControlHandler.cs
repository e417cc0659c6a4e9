using System.Net;
using Microsoft.Extensions.Logging;
using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Planning;
using PromptCaching.Http;
using PromptCaching.Telemetry;

namespace PromptCaching.CacheControl;

/// <summary>Adds markers to the body once, for all attempts below, and puts the caller's content back.</summary>
internal sealed class CacheControlHandler(
    Func<CacheControlOptions> options,
    Func<string?, ModelTerms> terms,
    PrefixLedger ledger,
    ILogger logger) : AsyncOnlyHandler
{
    private const double TokensPerByte = 0.25;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var current = options();
        if (!current.Enabled
            || CallContext.Of(request) is not { } context
            || ClaudeCall.Of(request).CacheControl == CacheControlMode.AsSent
            || context.Once(RequestOutline.Of) is not { Blocks.Count: > 0 } outline)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var path = PromptPath.Of(outline, CacheIsolation.Of(request));
        var callers = CallerMarkers.Of(outline, path.Steps);
        var call = ledger.Observe(
            path, ConversationShape.Of(outline, context.Body.Span), callers.Markers.Select(static marker => marker.Step), TokensPerByte);
        var modelTerms = terms(outline.Model);
        var plan = BreakpointPlanner.Plan(path, call.Knowledge, callers, new PlanRules
        {
            MinimumTokens = modelTerms.MinimumTokens ?? current.DefaultMinimumTokens,
            ReadRate = modelTerms.ReadRate,
        });
        ledger.Send(call, [.. callers.Markers, .. plan.Breakpoints.Select(static breakpoint => new SentMarker(breakpoint.Step, breakpoint.IsOneHour))]);
        context.Report.AddedBreakpoints = plan.Places;
        logger.Planned(plan.Breakpoints.Count, outline.MarkerCount);

        var original = request.Content!;
        if (plan.Breakpoints.Count > 0)
        {
            var marked = new SplicedContent(context.Body, plan.ToSplices());
            original.Headers.CopyTo(marked.Headers);
            request.Content = marked;
        }

        var hasBegun = false;
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            hasBegun = response.StatusCode == HttpStatusCode.OK;
            return response;
        }
        finally
        {
            request.Content = original;
            if (hasBegun)
            {
                ledger.Begin(call);
            }
            else
            {
                ledger.Fail(call);
            }
        }
    }
}
