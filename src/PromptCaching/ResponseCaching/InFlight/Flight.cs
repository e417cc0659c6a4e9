using System.Diagnostics;
using PromptCaching.Bodies;
using PromptCaching.ResponseCaching.Memory;
using PromptCaching.Telemetry;

namespace PromptCaching.ResponseCaching.InFlight;

/// <summary>
/// One upstream call and everybody who waits for its answer. It lives as long as anyone waits; who leaves takes nobody along; what goes wrong
/// reaches all and costs one call.
/// </summary>
internal sealed class Flight(InFlightRequests table, CacheLookup lookup, int clearingsVersion) : IDisposable
{
    private readonly object _lock = new();
    private readonly List<Seat> _seats = [];
    private readonly CancellationTokenSource _ends = new();
    private readonly TaskCompletionSource<FlightResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Seat? _payer;
    private bool _isBegun;
    private SharedAnswer? _shared;
    private bool _isClosed;
    private volatile bool _isEnded;

    public AnswerPlace Place { get; } = new(lookup.Key.Text, lookup.WantsStream);

    /// <summary>Gets the question as the caller asks it for whom the upstream call was begun.</summary>
    public CacheLookup Lookup { get; } = lookup;

    /// <summary>Gets the state of the clearings when the upstream call began.</summary>
    public int ClearingsVersion { get; } = clearingsVersion;

    /// <summary>Gets what the upstream call reports; who pays takes it over.</summary>
    public CallReport Report { get; } = new();

    /// <summary>Gets or sets a value indicating whether its question was invalidated since it began: its answer is not stored.</summary>
    public bool IsForgotten { get; set; }

    public Task<FlightResult> Result => _result.Task;

    /// <summary>Takes a seat.</summary>
    /// <returns><see langword="null"/> when the answer cannot be shared any more.</returns>
    public Seat? TryTake(CallReport report)
    {
        lock (_lock)
        {
            var beginning = _shared?.Beginning;
            if (_isClosed || (_shared is not null && beginning is null))
            {
                return null;
            }

            var seat = new Seat(report, isLeader: !_isBegun);
            seat.Begin(beginning);
            _seats.Add(seat);
            _isBegun = true;
            return seat;
        }
    }

    /// <summary>Begins the upstream call. It does not belong to the caller who begins it: nothing that flows with that caller flows along.</summary>
    public async Task RunAsync(Func<Flight, CancellationToken, Task<FlightResult>> run)
    {
        try
        {
            Report.Upstream = Activity.Current is { } leader ? new UpstreamTrace { Leader = leader } : null;
            var result = await CleanContext.RunAsync(() => run(this, _ends.Token)).ConfigureAwait(false);
            Begin(result);
            _result.SetResult(result);
        }
        catch (Exception failure)
        {
            Close();
            _result.SetException(_isEnded && failure is not ClaudeException ? Gone(failure) : failure);
            _ = _result.Task.Exception; // seen: when all have left, nobody else looks at it
        }
    }

    /// <summary>Gives up a seat; the last one to do so before the end ends the upstream call.</summary>
    public void Leave(Seat seat)
    {
        SharedAnswer? shared;
        lock (_lock)
        {
            if (seat.IsLeft)
            {
                return;
            }

            seat.Leave();
            _seats.Remove(seat);
            if (_seats.Count > 0)
            {
                return;
            }

            // What was begun may be billed although nobody waits for its end, and then it is the last one who had it.
            _payer ??= seat;
            (_isClosed, shared) = (true, _shared);
        }

        table.Remove(this);
        _ends.Cancel();
        shared?.Dispose();
        Dispose();
    }

    /// <summary>Ends the call because the client ends, where its answer has not begun; one that has belongs to who reads it.</summary>
    /// <returns>A task that ends when the call has, whatever became of it.</returns>
    public async Task EndAsync()
    {
        lock (_lock)
        {
            if (_shared is not null || _isClosed)
            {
                return;
            }

            _isEnded = true;
        }

        try
        {
            await _ends.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The last who waited left at this moment, which has ended it.
            return;
        }

        await ((Task)_result.Task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _ends.Dispose();

    /// <summary>Nothing more will come: who is still there and came first pays, and who comes now is too late.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            _payer ??= _seats.Count > 0 ? _seats[0] : null;
        }

        table.Remove(this);
    }

    /// <summary>Whether the bill goes to this caller: exactly one of all gets it, in the end; ask after leaving, where both happen.</summary>
    public bool IsPaidBy(Seat seat)
    {
        lock (_lock)
        {
            return _payer is null ? seat is { IsLeader: true, IsLeft: false } : _payer == seat;
        }
    }

    private static ClaudeException Gone(Exception why) =>
        new("The client was disposed of before the answer began.", why) { MayHaveBeenBilled = true };

    private void Begin(FlightResult result)
    {
        bool isLeft, isLate;
        lock (_lock)
        {
            isLate = _isEnded && result.Shared is not null;
            _shared = isLate ? null : result.Shared;
            _seats.ForEach(seat => seat.Begin(_shared?.Beginning));
            isLeft = _seats.Count == 0;
        }

        if (isLate)
        {
            // Who sent it did not listen, and what it is read with is cancelled.
            result.Shared!.Dispose();
            throw new OperationCanceledException("The answer began after the end.");
        }

        if (result.Shared is null)
        {
            Close();
        }
        else if (isLeft)
        {
            result.Shared.Dispose();
        }
    }
}
