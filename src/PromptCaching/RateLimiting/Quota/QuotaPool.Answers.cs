using PromptCaching.Bodies;

namespace PromptCaching.RateLimiting.Quota;

internal sealed partial class QuotaPool
{
    /// <summary>An attempt that was never sent gives everything back.</summary>
    public void Withdraw(QuotaLease lease)
    {
        lock (_lock)
        {
            Settle(lease, default);
        }

        End(lease);
    }

    /// <summary>No answer came. Whether the API counted the attempt is not known, so it stays counted; what it was to produce does not.</summary>
    public void Fail(QuotaLease lease)
    {
        lock (_lock)
        {
            Settle(lease, lease.Taken with { OutputTokens = 0 });
        }

        End(lease);
    }

    /// <summary>An answer came: follows what it tells about limits.</summary>
    /// <returns>Whether this is the answer with which the API's silence about limits is taken for an answer.</returns>
    public bool Answer(QuotaLease lease, ReportedQuota? told, bool isSuccess, bool isRefused)
    {
        bool isSilent;
        lock (_lock)
        {
            Arrived(lease);
            _silentAnswers = told is not null ? 0 : isSuccess ? _silentAnswers + 1 : _silentAnswers;
            isSilent = _silentAnswers == PoolSettings.MostSilentAnswers && _told == default && _settings().Configured.Requests is null;
            if (told is not null)
            {
                _told = told.Limits.Over(_told);
                Refill();
                var unseen = lease.Sent.OnItsWay + (_buckets.Drawn - lease.Sent.Drawn);
                _buckets.Correct(told, unseen, _toBeWritten, _time.GetElapsedTime(lease.Sent.At).TotalMinutes);
            }

            if (!isSuccess && !isRefused)
            {
                Settle(lease, QuotaAmount.One);
            }
        }

        Serve();
        return isSilent;
    }

    /// <summary>The API refused an attempt for its limits: it took nothing, and nobody goes before the time that it names.</summary>
    public void Refused(QuotaLease lease, ReportedQuota? told, TimeSpan retryAfter)
    {
        lock (_lock)
        {
            Refill();
            var asked = lease.Taken;
            Settle(lease, default);
            _buckets.Drain(told, asked, _toBeWritten);
            Close(retryAfter);
            _sharing?.Close(_refilledAt);
        }

        End(lease);
    }

    /// <summary>The answer tells what its prompt came to.</summary>
    public void SettleInput(QuotaLease lease, AnswerUsage usage)
    {
        lock (_lock)
        {
            if (ActualTokens.Of(usage, _settings().CountsReads) is { } actual)
            {
                _workload.Learn(lease.Tokens, lease.Expected, actual);
                Settle(lease, lease.Taken with { InputTokens = actual.Input });
            }
        }

        Serve();
    }

    /// <summary>The answer has ended: what it produced is known, unless it was cut.</summary>
    public void SettleOutput(QuotaLease lease, AnswerOutline answer)
    {
        lock (_lock)
        {
            var seconds = _time.GetElapsedTime(lease.Sent.At).TotalSeconds;
            if (answer is { IsComplete: true, Usage.OutputTokens: { } output })
            {
                Settle(lease, lease.Taken with { OutputTokens = output });
                _workload.Output.End(output, seconds);
            }
            else
            {
                _workload.Output.Leave(seconds);
            }
        }

        End(lease);
    }

    /// <summary>Nothing of the attempt runs any more.</summary>
    public void End(QuotaLease lease)
    {
        lock (_lock)
        {
            if (lease.IsOver)
            {
                return;
            }

            lease.IsOver = true;
            _buckets.Arrive(lease.OnItsWay);
            lease.OnItsWay = default;
            _running.Remove(lease);
        }

        Serve();
    }

    /// <summary>The API has counted the request and its input; its output comes later.</summary>
    private void Arrived(QuotaLease lease)
    {
        var arrived = lease.OnItsWay with { OutputTokens = 0 };
        _buckets.Arrive(arrived);
        lease.OnItsWay -= arrived;
    }

    private void Settle(QuotaLease lease, QuotaAmount actual)
    {
        _buckets.Take(actual - lease.Taken);
        lease.Taken = actual;
    }
}
