using PromptCaching.Bodies;
using PromptCaching.CacheControl.KeepWarm;
using PromptCaching.CacheControl.Verdicts;
using PromptCaching.Http;
using PromptCaching.Telemetry;

namespace PromptCaching.CacheControl;

/// <summary>Adds markers to the body once, for all attempts below, and puts the caller's content back.</summary>
internal sealed class CacheControlHandler(Func<CacheControlOptions> options, CallPlanner planner, KeepWarmService keepWarm) : AsyncOnlyHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var current = options();
        if (!current.Enabled
            || CallContext.Of(request) is not { } context
            || context.Once(RequestOutline.Of) is not { Blocks.Count: > 0 } outline
            || CallPlacement.Of(current, ClaudeCall.Of(request), outline, context.Body) is not { } placement)
        {
            RefreshForecast.Note(request);
            var untreated = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            UntreatedCall.Follow(request, untreated, current.Enabled);
            return untreated;
        }

        var call = await planner.PlaceAsync(request, context, placement, cancellationToken).ConfigureAwait(false);
        var original = request.Content!;
        try
        {
            return await SendAsync(request, original, call, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            call.Fail();
            throw;
        }
        finally
        {
            request.Content = original;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, HttpContent original, PlacedCall call, CancellationToken cancellationToken)
    {
        request.Content = call.Content(original);
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (await call.ComplaintAsync(response, cancellationToken).ConfigureAwait(false) is { } complaint)
        {
            response.Dispose();
            call.TakeBack(complaint);
            request.Content = call.Content(original);
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            await RememberAsync(call, complaint, response, cancellationToken).ConfigureAwait(false);
        }

        call.Begin(response);
        if (response.IsSuccessStatusCode)
        {
            keepWarm.Note(request, call);
        }

        return response;
    }

    private static async Task RememberAsync(PlacedCall call, MarkerComplaint complaint, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await call.RememberAsync(complaint, response, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
