using Microsoft.Extensions.Logging;
using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Planning;
using PromptCaching.CacheControl.Verdicts;
using PromptCaching.Telemetry;

namespace PromptCaching.CacheControl;

/// <summary>Plans calls with all that is remembered from one to the next.</summary>
internal sealed class CallPlanner(Func<string?, ModelTerms> terms, CallMemory memory, ILogger logger)
{
    private const double TokensPerByte = 0.25;

    public PlacedCall Place(HttpRequestMessage request, CallContext context, CallPlacement placement)
    {
        var outline = placement.Request.Outline;
        var isolation = CacheIsolation.Of(request);
        var path = PromptPath.Of(outline, isolation);
        var sent = new SentCall
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
        var call = new PlacedCall(context.Report, sent, placement, memory, logger);
        context.Note(new InputForecast(call.Forecast));
        return call;
    }
}
