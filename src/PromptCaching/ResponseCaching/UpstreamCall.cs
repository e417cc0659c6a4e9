using System.Net;
using Microsoft.Extensions.Logging;
using PromptCaching.Bodies;
using PromptCaching.Http;
using PromptCaching.ResponseCaching.InFlight;
using PromptCaching.ResponseCaching.Memory;
using PromptCaching.ResponseCaching.Similarity;

namespace PromptCaching.ResponseCaching;

/// <summary>Brings an answer for everybody in a flight: from the shared store, else from the API.</summary>
internal sealed class UpstreamCall(AnswerTiers answers, SimilarAnswers similar, ILogger logger)
{
    private const HttpStatusCode Overloaded = (HttpStatusCode)529;

    /// <param name="lookup">The question of the caller who leads.</param>
    /// <param name="flight">Everybody who waits.</param>
    /// <param name="send">The chain below.</param>
    /// <param name="ends">Ends when nobody waits any more.</param>
    public async Task<FlightResult> RunAsync(
        CacheLookup lookup, Flight flight, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send, CancellationToken ends)
    {
        // Before anything is waited for: later on the caller's request may be disposed of or ask something else.
        var request = UpstreamRequest.For(lookup, flight.Report);
        var stored = lookup.Mode == ResponseCacheMode.Refresh ? null : await FindAsync(lookup, ends).ConfigureAwait(false);
        if (stored is not null && answers.IsFresh(stored))
        {
            return new FlightResult(stored, null, null);
        }

        var (meaning, near) = lookup.Mode == ResponseCacheMode.Refresh ? default : await similar.FindAsync(lookup, ends).ConfigureAwait(false);
        if (near is not null)
        {
            return new FlightResult(near.Answer, null, null) { Similarity = near.Similarity };
        }

        answers.Counters.Miss();
        lookup.Context.KeepBody();
        HttpResponseMessage response;
        try
        {
            response = await send(request, ends).ConfigureAwait(false);
        }
        catch (HttpRequestException unreachable) when (stored is not null)
        {
            logger.ServedStale(unreachable.HttpRequestError.ToString());
            return new FlightResult(stored, null, null) { IsStale = true };
        }
        catch (ClaudeRefusedException refused) when (stored is not null && refused.Reason == RefusalReason.Unavailable)
        {
            logger.ServedStale(refused.Reason.ToString());
            return new FlightResult(stored, null, null) { IsStale = true };
        }

        if (response.StatusCode == Overloaded && stored is not null)
        {
            response.Dispose();
            logger.ServedStale("overloaded");
            return new FlightResult(stored, null, null) { IsStale = true };
        }

        return response is { StatusCode: HttpStatusCode.OK, Content: ResponseTap tap }
            ? new FlightResult(null, Share(response, tap, lookup, flight, meaning, ends), null)
            : new FlightResult(null, null, await BufferedResponse.ReadAsync(response, ends).ConfigureAwait(false));
    }

    /// <summary>Looks into memory once more: an equal question may have been answered between the first look and the beginning of this flight.</summary>
    private async ValueTask<HeldAnswer?> FindAsync(CacheLookup lookup, CancellationToken ends) =>
        await answers.FindInMemoryAsync(lookup, ends).ConfigureAwait(false) ?? await answers.FindSharedAsync(lookup, ends).ConfigureAwait(false);

    private SharedAnswer Share(
        HttpResponseMessage response, ResponseTap tap, CacheLookup lookup, Flight flight, QuestionMeaning? meaning, CancellationToken ends)
    {
        var requestId = response.Headers.Find(ClaudeHeaders.RequestId);
        return new SharedAnswer(
            response,
            tap,
            lookup.Options.MaxAnswerBytes,
            StoreAsync,
            flight.Close,
            ends);

        async ValueTask StoreAsync(AnswerOutline answer, ReadOnlyMemory<byte> body)
        {
            if (flight.IsForgotten)
            {
                return;
            }

            var refusal = await answers.StoreAsync(lookup, answer, body, tap.IsStream, requestId).ConfigureAwait(false);
            if (meaning is not null && refusal is null)
            {
                similar.Remember(meaning, lookup, tap.IsStream);
            }
        }
    }
}
