using Microsoft.Extensions.Logging;
using PromptCaching.Bodies;
using PromptCaching.Http;
using PromptCaching.Telemetry;

namespace PromptCaching.CacheControl;

/// <summary>Adds markers to the body once, for all attempts below, and puts the caller's content back.</summary>
internal sealed class CacheControlHandler(
    Func<CacheControlOptions> options,
    Func<string?, int?> minimumTokens,
    ILogger logger) : AsyncOnlyHandler
{
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

        var plan = BreakpointPlanner.Plan(outline, minimumTokens(outline.Model) ?? current.DefaultMinimumTokens);
        context.Report.AddedBreakpoints = plan.Places;
        logger.Planned(plan.Breakpoints.Count, outline.MarkerCount);
        if (plan.Breakpoints.Count == 0)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var original = request.Content!;
        var marked = new SplicedContent(context.Body, plan.ToSplices());
        original.Headers.CopyTo(marked.Headers);
        request.Content = marked;
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            request.Content = original;
        }
    }
}
