using PromptCaching.Bodies;
using PromptCaching.ResponseCaching.InFlight;

namespace PromptCaching.ResponseCaching;

/// <summary>Gives one caller of a flight a response of their own.</summary>
internal static class FlightResponse
{
    public static async Task<HttpResponseMessage> ForAsync(
        FlightResult result, Flight flight, Seat seat, CacheLookup lookup, CancellationToken cancellationToken)
    {
        FlightReports.Settle(flight, seat);
        if (result.Refusal is { } refusal)
        {
            flight.Leave(seat);
            return refusal.For(lookup.Request);
        }

        var shared = result.Shared!;
        var beginning = seat.Beginning!.Value;
        void Leave()
        {
            FlightReports.Settle(flight, seat);
            flight.Leave(seat);
        }

        if (seat.IsLeader)
        {
            var response = ResponseHeads.Copy(shared.Upstream, lookup.Request);
            response.Content = new SharedContent(shared, beginning, Leave);
            return response;
        }

        return shared.IsStream && !lookup.WantsStream
            ? await JoinedMessage.WaitAsync(shared, beginning, Leave, lookup, cancellationToken).ConfigureAwait(false)
            : CachedResponse.Joined(shared, new SharedContent(shared, beginning, Leave), lookup.Request);
    }
}
