using PromptCaching.ResponseCaching.InFlight;

namespace PromptCaching.ResponseCaching;

/// <summary>Gives one caller of a flight a response of their own.</summary>
internal static class FlightResponse
{
    /// <returns><see langword="null"/> when a stream came that holds no message for a caller who wants one.</returns>
    public static async Task<HttpResponseMessage?> ForAsync(
        FlightResult result, Flight flight, Seat seat, CacheLookup lookup, CancellationToken cancellationToken)
    {
        FlightReports.Settle(flight, seat);
        if (result.Refusal is { } refusal)
        {
            flight.Leave(seat);
            var refused = refusal.For(lookup.Request);
            return seat.IsLeader ? refused : CachedResponse.MarkAsJoined(refused);
        }

        var shared = result.Shared!;
        var beginning = seat.TakeBeginning();
        void Settle() => FlightReports.Settle(flight, seat);
        void Leave() => flight.Leave(seat);
        if (seat.IsLeader)
        {
            var response = ResponseHeads.Copy(shared.Upstream, lookup.Request);
            response.Content = new SharedContent(shared, beginning, Settle, Leave);
            return response;
        }

        var content = new SharedContent(shared, beginning, Settle, Leave);
        return shared.IsStream && !lookup.WantsStream
            ? await JoinedMessage.WaitAsync(shared, content, lookup, cancellationToken).ConfigureAwait(false)
            : CachedResponse.Joined(shared, content, lookup.Request);
    }
}
