using PromptCaching.Tests.ResponseCaching.InFlight;

namespace PromptCaching.Chaos.CoalescingSchedules;

/// <summary>One question, its callers and its server, in an order that chance chose: some steps one after the other, some at once.</summary>
internal sealed class Schedule : IDisposable
{
    private const int MostCallers = 12;
    private const int MostAdvances = 24;
    private const int MostPermits = 6;
    private const int MostAtOnce = 4;
    private const double SlowShare = 0.4;
    private const double LeavingShare = 0.45;
    private const double AloneShare = 0.6;
    private const int Enough = 1000;
    private static readonly TimeSpan _guard = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private readonly LogicalTime _time = new();
    private readonly List<ScheduledCall> _calls = [];
    private readonly List<ScheduledCaller> _callers;
    private readonly List<Action> _steps;
    private readonly Random _chance;
    private readonly Func<int, Random> _chanceOfCall;
    private bool _isDraining;

    public Schedule(Random chance, Func<int, Random> chanceOfCall, HttpMessageInvoker client, string question)
    {
        (_chance, _chanceOfCall) = (chance, chanceOfCall);
        var streamShare = chance.NextDouble();
        _callers = [.. Enumerable.Range(0, chance.Next(2, MostCallers + 1)).Select(number => new ScheduledCaller(
            number, chance.NextDouble() < streamShare, chance.NextDouble() < SlowShare, (Leaving)chance.Next(2), _time))];
        _steps = Plan(client, question);
    }

    public IReadOnlyList<ScheduledCaller> Callers => _callers;

    public IReadOnlyList<ScheduledCall> Calls
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>Begins the script of a call that has arrived.</summary>
    public ScheduledCall Begin(GatedCall gated, bool isStream, int leader)
    {
        ScheduledCall call;
        bool isDraining;
        lock (_gate)
        {
            call = new ScheduledCall(gated, AnswerScript.Of(_chanceOfCall(_calls.Count), isStream, _calls.Count), leader, _time);
            _calls.Add(call);
            isDraining = _isDraining;
        }

        if (isDraining)
        {
            Finish(call);
        }

        return call;
    }

    /// <summary>Takes every step, and then lets everybody come to an end.</summary>
    /// <returns>How many did not.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        for (var step = 0; step < _steps.Count;)
        {
            var count = _chance.NextDouble() < AloneShare ? 1 : Math.Min(_chance.Next(2, MostAtOnce + 1), _steps.Count - step);
            if (count == 1)
            {
                _steps[step]();
                await Task.Yield();
            }
            else
            {
                await Task.WhenAll(_steps.GetRange(step, count).Select(action => Task.Run(action, cancellationToken)));
            }

            step += count;
        }

        return await DrainAsync(cancellationToken);
    }

    /// <summary>Waits until all responses that were taken have been let go.</summary>
    /// <returns>How many were not, and how many calls go on although nobody waits for them.</returns>
    public async Task<int> LeftRunningAsync(CancellationToken cancellationToken)
    {
        var left = 0;
        foreach (var call in Calls)
        {
            var isReleased = !call.IsTaken ? call.Gated.IsCancelled || call.Script.End == ScriptEnd.NoConnection
                : await EndsAsync(call.Gated.Body.Disposed, cancellationToken);
            left += isReleased ? 0 : 1;
        }

        return left;
    }

    public void Dispose() => _callers.ForEach(static caller => caller.Dispose());

    private static async Task<bool> EndsAsync(Task task, CancellationToken cancellationToken)
    {
        try
        {
            await task.WaitAsync(_guard, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static void Finish(ScheduledCall call)
    {
        while (!call.IsOver && !call.Gated.IsCancelled)
        {
            call.Advance();
        }
    }

    private List<Action> Plan(HttpMessageInvoker client, string question)
    {
        var steps = new List<(double At, Action Do)>();
        foreach (var caller in _callers)
        {
            var arrives = _chance.NextDouble();
            steps.Add((arrives, () => caller.Enter(client, question)));
            steps.AddRange(Enumerable.Range(0, _chance.Next(MostPermits)).Select(_ => (_chance.NextDouble(), (Action)(() => caller.Permit()))));
            if (_chance.NextDouble() < LeavingShare)
            {
                steps.Add((arrives + ((1 - arrives) * _chance.NextDouble()), caller.Leave));
            }
        }

        steps.AddRange(Enumerable.Range(0, _chance.Next(MostAdvances)).Select(_ => (_chance.NextDouble(), (Action)Advance)));
        return [.. steps.OrderBy(static step => step.At).Select(static step => step.Do)];
    }

    private void Advance() => Calls.FirstOrDefault(static call => !call.IsOver && !call.Gated.IsCancelled)?.Advance();

    private async Task<int> DrainAsync(CancellationToken cancellationToken)
    {
        List<ScheduledCall> calls;
        lock (_gate)
        {
            _isDraining = true;
            calls = [.. _calls];
        }

        _callers.ForEach(static caller => caller.Permit(Enough));
        calls.ForEach(Finish);
        var hung = 0;
        foreach (var caller in _callers)
        {
            hung += await EndsAsync(caller.Run, cancellationToken) ? 0 : 1;
        }

        return hung;
    }
}
