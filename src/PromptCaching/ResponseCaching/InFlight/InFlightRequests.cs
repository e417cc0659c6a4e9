using PromptCaching.ResponseCaching.Keys;
using PromptCaching.ResponseCaching.Memory;

namespace PromptCaching.ResponseCaching.InFlight;

/// <summary>The questions that are being asked right now: who asks one of them again waits for the same answer.</summary>
internal sealed class InFlightRequests
{
    private readonly object _lock = new();
    private readonly Dictionary<AnswerPlace, Flight> _flights = [];

    /// <summary>Gets how many there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _flights.Count;
            }
        }
    }

    /// <summary>Takes a seat in the flight that asks this question, or begins one.</summary>
    /// <remarks>A stream brings whole messages too, but a whole message comes too late for who wants a stream.</remarks>
    /// <returns>The flight and the seat; the leader has to run it.</returns>
    public (Flight Flight, Seat Seat) Enter(CacheKey key, bool isStream, CallReport report)
    {
        lock (_lock)
        {
            if (TryJoin(key, isStream, report) is { } joined)
            {
                return joined;
            }

            var flight = new Flight(this, new AnswerPlace(key.Text, isStream));
            _flights[flight.Place] = flight;
            return (flight, flight.TryTake(report)!);
        }
    }

    /// <summary>Begins a flight that nobody joins: who wants a new answer does not wait for an old one, and nobody else asked for it.</summary>
    public (Flight Flight, Seat Seat) EnterAlone(CacheKey key, bool isStream, CallReport report)
    {
        var flight = new Flight(this, new AnswerPlace(key.Text, isStream));
        return (flight, flight.TryTake(report)!);
    }

    /// <summary>Takes a seat in the flight that asks this question, where there is one.</summary>
    public (Flight Flight, Seat Seat)? TryJoin(CacheKey key, bool isStream, CallReport report)
    {
        lock (_lock)
        {
            return TryJoin(new AnswerPlace(key.Text, isStream), report)
                ?? (isStream ? null : TryJoin(new AnswerPlace(key.Text, IsStream: true), report));
        }
    }

    public void Remove(Flight flight)
    {
        lock (_lock)
        {
            if (_flights.TryGetValue(flight.Place, out var known) && known == flight)
            {
                _flights.Remove(flight.Place);
            }
        }
    }

    private (Flight Flight, Seat Seat)? TryJoin(AnswerPlace place, CallReport report) =>
        _flights.TryGetValue(place, out var flight) && flight.TryTake(report) is { } seat ? (flight, seat) : null;
}
