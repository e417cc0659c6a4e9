using PromptCaching.ResponseCaching.Keys;
using PromptCaching.ResponseCaching.Memory;

namespace PromptCaching.ResponseCaching.InFlight;

/// <summary>The questions that are being asked right now: who asks one of them again waits for the same answer.</summary>
internal sealed class InFlightRequests(AnswerTiers answers)
{
    private readonly object _lock = new();
    private readonly Dictionary<AnswerPlace, Flight> _flights = [];

    /// <summary>Those that nobody joins: begun alone, or with another in their place.</summary>
    private readonly HashSet<Flight> _alone = [];

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
    public (Flight Flight, Seat Seat) Enter(CacheLookup lookup)
    {
        lock (_lock)
        {
            return TryJoin(lookup) ?? Begin(lookup);
        }
    }

    /// <summary>As <see cref="Enter"/>, for a caller whom a stream brought no message: it waits for a message only.</summary>
    public (Flight Flight, Seat Seat) EnterInOwnForm(CacheLookup lookup)
    {
        lock (_lock)
        {
            return TryJoin(lookup, lookup.WantsStream) ?? Begin(lookup);
        }
    }

    /// <summary>Begins a flight that nobody joins: who wants a new answer does not wait for an old one, and nobody else asked for it.</summary>
    public (Flight Flight, Seat Seat) EnterAlone(CacheLookup lookup)
    {
        lock (_lock)
        {
            var flight = New(lookup);
            _alone.Add(flight.Flight);
            return flight;
        }
    }

    /// <summary>Takes a seat in the flight that asks this question, where there is one.</summary>
    public (Flight Flight, Seat Seat)? TryJoin(CacheLookup lookup)
    {
        lock (_lock)
        {
            return TryJoin(lookup, lookup.WantsStream) ?? (lookup.WantsStream ? null : TryJoin(lookup, isStream: true));
        }
    }

    /// <summary>Nobody joins the flights that ask a question any more, and what they bring is not stored.</summary>
    public void Forget(CacheKey key)
    {
        lock (_lock)
        {
            foreach (var isStream in (ReadOnlySpan<bool>)[false, true])
            {
                if (_flights.Remove(new AnswerPlace(key.Text, isStream), out var flight))
                {
                    flight.IsForgotten = true;
                }
            }

            foreach (var flight in _alone.Where(flight => flight.Place.Key == key.Text))
            {
                flight.IsForgotten = true;
            }
        }
    }

    /// <summary>Ends the calls whose answer has not begun: they belong to no caller, so nobody else would.</summary>
    public Task EndAsync()
    {
        Flight[] flights;
        lock (_lock)
        {
            flights = [.. _flights.Values, .. _alone];
        }

        return Task.WhenAll(flights.Select(static flight => flight.EndAsync()));
    }

    public void Remove(Flight flight)
    {
        lock (_lock)
        {
            if (!_alone.Remove(flight) && _flights.TryGetValue(flight.Place, out var known) && known == flight)
            {
                _flights.Remove(flight.Place);
            }
        }
    }

    private (Flight Flight, Seat Seat)? TryJoin(CacheLookup lookup, bool isStream) =>
        _flights.TryGetValue(new AnswerPlace(lookup.Key.Text, isStream), out var flight)
        && answers.MayShare(flight.Lookup, flight.ClearingsVersion, lookup)
        && flight.TryTake(lookup.Report) is { } seat
            ? (flight, seat)
            : null;

    /// <summary>Where a flight stands that this caller must not join, the new one takes its place: it is the one that later callers want.</summary>
    private (Flight Flight, Seat Seat) Begin(CacheLookup lookup)
    {
        var (flight, seat) = New(lookup);
        if (_flights.TryGetValue(flight.Place, out var other))
        {
            _alone.Add(other);
        }

        _flights[flight.Place] = flight;
        return (flight, seat);
    }

    private (Flight Flight, Seat Seat) New(CacheLookup lookup)
    {
        var flight = new Flight(this, lookup, answers.ClearingsVersion);
        return (flight, flight.TryTake(lookup.Report)!);
    }
}
