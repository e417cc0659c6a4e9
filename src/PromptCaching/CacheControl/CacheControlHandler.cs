using System.Net;
using Microsoft.Extensions.Logging;
using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Planning;
using PromptCaching.CacheControl.Verdicts;
using PromptCaching.Http;
using PromptCaching.Telemetry;

namespace PromptCaching.CacheControl;

/// <summary>Adds markers to the body once, for all attempts below, and puts the caller's content back.</summary>
internal sealed class CacheControlHandler(
    Func<CacheControlOptions> options,
    Func<string?, ModelTerms> terms,
    PrefixLedger ledger,
    RecentRequests recent,
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
            var untreated = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            UntreatedCall.Follow(request, untreated, current.Enabled);
            return untreated;
        }

        var isolation = CacheIsolation.Of(request);
        var path = PromptPath.Of(outline, isolation);
        var callers = CallerMarkers.Of(outline, path.Steps);
        var shape = ConversationShape.Of(outline, context.Body.Span);
        var call = ledger.Observe(path, shape, callers.Markers.Select(static marker => marker.Step), TokensPerByte);
        var modelTerms = terms(outline.Model);
        var rules = new PlanRules { MinimumTokens = modelTerms.MinimumTokens ?? current.DefaultMinimumTokens, ReadRate = modelTerms.ReadRate };
        var plan = BreakpointPlanner.Plan(path, call.Knowledge, callers, rules);
        SentMarker[] markers = [.. callers.Markers, .. plan.Breakpoints.Select(static breakpoint => new SentMarker(breakpoint.Step, breakpoint.IsOneHour))];
        ledger.Send(call, markers);
        context.Report.AddedBreakpoints = plan.Places;
        logger.Planned(plan.Breakpoints.Count, outline.MarkerCount);
        var sent = new SentCall
        {
            Body = context.Body,
            Outline = outline,
            Path = path,
            Callers = callers,
            Plan = plan,
            Markers = markers,
            Knowledge = call.Knowledge,
            Isolation = isolation,
            Betas = RequestPrint.BetasOf(request),
            Shape = shape.Hash,
            MinimumTokens = rules.MinimumTokens,
            TokensPerByte = TokensPerByte,
        };
        var verdict = new CallVerdict(context.Report, sent, call, ledger, recent, logger);

        var original = request.Content!;
        var splices = verdict.Splices(current.SendDiagnostics);
        if (splices.Count > 0)
        {
            var marked = new SplicedContent(context.Body, splices);
            original.Headers.CopyTo(marked.Headers);
            request.Content = marked;
        }

        var hasBegun = false;
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            hasBegun = response.StatusCode == HttpStatusCode.OK;
            if (hasBegun)
            {
                verdict.Begin(response);
            }

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
                verdict.Fail();
            }
        }
    }
}
