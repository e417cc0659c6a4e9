using Microsoft.Extensions.Logging;
using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Planning;
using PromptCaching.CacheControl.Verdicts;
using PromptCaching.CacheControl.WarmFirst;
using PromptCaching.Telemetry;

namespace PromptCaching.CacheControl;

/// <summary>Plans calls with all that is remembered from one to the next.</summary>
internal sealed class CallPlanner(Func<string?, ModelTerms> terms, Func<WarmFirstOptions> warmFirst, CallMemory memory, ILogger logger)
{
    public const double TokensPerByte = 0.25;

    /// <summary>Plans a call, once it is known what it can read: another call may be writing that just now.</summary>
    public async ValueTask<PlacedCall> PlaceAsync(
        HttpRequestMessage request, CallContext context, CallPlacement placement, CancellationToken cancellationToken)
    {
        var asked = Asked(request, placement);
        var options = warmFirst();
        if (!options.Enabled || placement.Arm != CacheControlArm.Treated)
        {
            return Place();
        }

        var (placed, waited) = await memory.Cold.PlaceAsync(asked, options, Place, cancellationToken).ConfigureAwait(false);
        if (waited is { } time)
        {
            context.Report.PrefixWait = time;
            logger.WaitedForPrefix(time);
        }

        return placed;

        PlacedCall Place()
        {
            var call = new PlacedCall(context.Report, asked, placement, memory, logger);
            context.Note(new InputForecast(call.Forecast));
            return call;
        }
    }

    private SentCall Asked(HttpRequestMessage request, CallPlacement placement)
    {
        var outline = placement.Request.Outline;
        var isolation = CacheIsolation.Of(request);
        var path = PromptPath.Of(outline, isolation);
        return new SentCall
        {
            Body = placement.Body,
            Outline = outline,
            Path = path,
            Callers = CallerMarkers.Of(outline, path.Steps),
            Isolation = isolation,
            Betas = RequestPrint.BetasOf(request),
            Shape = ConversationShape.Of(outline, placement.Body.Span),
            Rules = PlanTerms.Of(placement.Options, outline.Model, terms(outline.Model), level => memory.Refusals.IsRefused(path.Root, level)),
            TokensPerByte = TokensPerByte,
        };
    }
}
