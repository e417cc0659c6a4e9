using Microsoft.Extensions.Logging;
using PromptCaching.Http;
using PromptCaching.Bodies;
using PromptCaching.ResponseCaching.InFlight;
using PromptCaching.ResponseCaching.Memory;
using PromptCaching.Telemetry;

namespace PromptCaching.ResponseCaching;

/// <summary>Answers equal questions once. The key is taken before any marker exists; a hit or a join goes no further down.</summary>
internal sealed class ResponseCachingHandler(ResponseCache cache, Func<ResponseCachingOptions> options, TimeProvider time, ILogger logger) : AsyncOnlyHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var current = options();
        if (CallContext.Of(request) is not { } context)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var call = ClaudeCall.Of(request);
        var isAsked = current.Enabled && call.ResponseCache is not ResponseCacheMode.Bypass;
        var lookup = !isAsked ? null : cache.Questions.Read(request, context, call, current);
        if (lookup is null)
        {
            return call.ResponseCache is ResponseCacheMode.OnlyIfCached
                ? throw NotCached("and this question is none that is stored")
                : await PassOnAsync(request, context, cancellationToken).ConfigureAwait(false);
        }

        context.Report.WasLookedUp = lookup.Mode != ResponseCacheMode.Refresh;
        if (lookup.Mode != ResponseCacheMode.Refresh && await cache.Answers.FindInMemoryAsync(lookup, cancellationToken).ConfigureAwait(false) is { } held)
        {
            return Answer(held, lookup, isStale: false);
        }

        return lookup.Mode == ResponseCacheMode.OnlyIfCached
            ? await AnswerWithoutSendingAsync(lookup, cancellationToken).ConfigureAwait(false)
            : await FlyAsync(lookup, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What goes further down goes as bytes, so that every attempt can send the same; the caller gets the content back.</summary>
    private async Task<HttpResponseMessage> PassOnAsync(HttpRequestMessage request, CallContext context, CancellationToken cancellationToken)
    {
        var original = request.Content!;
        request.Content = original as BytesContent ?? new BytesContent(context.Body, original.Headers);
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            request.Content = original;
        }
    }

    private static ClaudeRefusedException NotCached(string why) => new(
        RefusalReason.NotCached, $"Only a stored answer was wanted, {why}. Nothing was sent; leave the mode at its default to ask the API.");

    private async Task<HttpResponseMessage> AnswerWithoutSendingAsync(CacheLookup lookup, CancellationToken cancellationToken)
    {
        if (cache.InFlight.TryJoin(lookup) is var (flight, seat)
            && await BoardAsync(flight, seat, lookup, cancellationToken).ConfigureAwait(false) is { } joined)
        {
            return joined;
        }

        if (await cache.Answers.FindSharedAsync(lookup, cancellationToken).ConfigureAwait(false) is { } found && cache.Answers.IsFresh(found))
        {
            return Answer(found, lookup, isStale: false);
        }

        return await cache.Similar.FindAsync(lookup, cancellationToken).ConfigureAwait(false) is { Answer: { } near }
            ? Answer(near.Answer, lookup, isStale: false, near.Similarity)
            : throw NotCached("and there is none");
    }

    /// <summary>Waits for the answer together with all who ask the same, or asks for it on behalf of all who will.</summary>
    private async Task<HttpResponseMessage> FlyAsync(CacheLookup lookup, CancellationToken cancellationToken)
    {
        // Who has left already begins no call that would have to be paid.
        cancellationToken.ThrowIfCancellationRequested();
        var place = lookup.Mode == ResponseCacheMode.Refresh ? cache.InFlight.EnterAlone(lookup) : cache.InFlight.Enter(lookup);
        return await FlyAsync(place.Flight, place.Seat, lookup, cancellationToken).ConfigureAwait(false)
            ?? await FlyInOwnFormAsync(lookup, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A stream came that holds no message: as with a stored one, who wants a message asks for one.</summary>
    private async Task<HttpResponseMessage> FlyInOwnFormAsync(CacheLookup lookup, CancellationToken cancellationToken)
    {
        var (flight, seat) = cache.InFlight.EnterInOwnForm(lookup);
        return await FlyAsync(flight, seat, lookup, cancellationToken).ConfigureAwait(false)
            ?? throw new HttpRequestException("The API answered with a stream that holds no whole message, though none was asked for.");
    }

    private Task<HttpResponseMessage?> FlyAsync(Flight flight, Seat seat, CacheLookup lookup, CancellationToken cancellationToken)
    {
        if (seat.IsLeader)
        {
            _ = flight.RunAsync((one, ends) => cache.Upstream.RunAsync(lookup, one, base.SendAsync, ends));
        }

        return BoardAsync(flight, seat, lookup, cancellationToken);
    }

    /// <returns><see langword="null"/> when what came cannot be told in the form that this caller wants.</returns>
    private async Task<HttpResponseMessage?> BoardAsync(Flight flight, Seat seat, CacheLookup lookup, CancellationToken cancellationToken)
    {
        FlightResult result;
        try
        {
            result = await flight.Result.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            flight.Leave(seat);
            FlightReports.Settle(flight, seat);
            throw;
        }

        if (result.Stored is { } stored)
        {
            flight.Leave(seat);
            FlightReports.Settle(flight, seat);
            var told = result.Similarity is null
                ? cache.Answers.InFormOf(stored, lookup)
                : AnswerForms.InFormOf(stored, lookup.WantsStream, lookup.Options.ReplayChunkSize);
            return told is not null ? Answer(told, lookup, result.IsStale, result.Similarity) : null;
        }

        var response = await FlightResponse.ForAsync(result, flight, seat, lookup, cancellationToken).ConfigureAwait(false);
        if (response is not null && !seat.IsLeader)
        {
            cache.Answers.Counters.Join();
        }

        return response;
    }

    private HttpResponseMessage Answer(HeldAnswer held, CacheLookup lookup, bool isStale, double? similarity = null)
    {
        var age = cache.Answers.AgeOf(held);
        var report = lookup.Report;
        report.Source = CallSource.ResponseCache;
        report.Age = age;
        report.IsStale = isStale;
        report.Similarity = similarity;
        report.Verdict = CacheVerdict.FromResponseCache;
        report.RequestId = held.Entry.Note;
        lookup.Context.Note(held.Outline);
        lookup.Context.ReleaseBody();
        held.CountHit();
        cache.Answers.Counters.Hit(age, time.GetUtcNow() - lookup.BegunAt);
        logger.Hit(age);
        return CachedResponse.Of(held, lookup, age, similarity is not null ? "similar" : isStale ? "stale" : "hit", time);
    }
}
