using System.Net.Http.Headers;
using CostExplorer.Replay;
using PromptCaching.Testing;

namespace PromptCaching.Chaos.ColdBurst;

/// <summary>Makes the calls of bursts at their times, those of one time from many threads at once, on a clock that runs only while all of them wait.</summary>
internal sealed class BurstRun
{
    public static readonly TimeSpan TimeToFirstByte = TimeSpan.FromSeconds(1);

    /// <summary>What it writes is there when a stream would begin, and the emulator shows it with the answer: so the answer comes just before that.</summary>
    private static readonly EmulatedAnswer WithoutStream = EmulatedAnswer.Default.After(TimeToFirstByte - TimeSpan.FromMilliseconds(1));

    private static readonly DateTimeOffset Start = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
    private static readonly Uri Messages = new(ClaudeDefaults.BaseAddress, "v1/messages");

    private readonly ManualTimeProvider _time = new(Start);
    private readonly CallsInFlight _calls = new();
    private readonly BurstTally _tally;
    private readonly TimeProvider _clock;
    private readonly HttpClient _http;
    private readonly CancellationToken _cancellationToken;

    private BurstRun(Action<ClaudeCachingOptions> configure, BurstTally tally, CancellationToken cancellationToken)
    {
        var serverClock = new ReplayClock(_time, _calls, parksCalls: true, cancellationToken);
        var emulator = new ClaudeEmulator(
            new ClaudeEmulatorOptions
            {
                TimeToFirstByte = TimeToFirstByte,
                TokenCounting = TokenCounting.FourCharacters,
                RecordBodies = false,
                Answer = static request => request.IsStreaming ? null : WithoutStream,
            },
            serverClock);
        _clock = new ReplayClock(_time, _calls, parksCalls: false, cancellationToken);
        _tally = tally;
        _cancellationToken = cancellationToken;
        var options = new ClaudeCachingOptions
        {
            Client = { ApiKey = "emulated" },
            ResponseCaching = { Enabled = false },
            RateLimiting = { Enabled = false },
            Retrying = { Enabled = false },
            TimeProvider = _clock,
        };
        configure(options);
        _http = new HttpClient(ClaudeCachingHandler.Create(options, new BurstServer(emulator, serverClock, tally))) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Runs to the last answer.</summary>
    /// <param name="calls">The calls, in the order of their times.</param>
    /// <param name="prefixTokens">The tokens from which on a write is one of the shared prefix.</param>
    /// <param name="configure">Changes the options of the chain.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public static async Task<BurstTally> RunAsync(
        IReadOnlyList<BurstCall> calls, double prefixTokens, Action<ClaudeCachingOptions> configure, CancellationToken cancellationToken)
    {
        var tally = new BurstTally(prefixTokens);
        await OwnThread.RunAsync(() =>
        {
            // Who counts the pool's threads at work must begin to count when there are none: the caller's own may still be on its way to rest.
            SpinWait.SpinUntil(IsPoolAtRest);
            new BurstRun(configure, tally, cancellationToken).Run(calls);
        });
        return tally;
    }

    private static bool IsPoolAtRest()
    {
        ThreadPool.GetMaxThreads(out var most, out _);
        ThreadPool.GetAvailableThreads(out var available, out _);
        return available == most && ThreadPool.PendingWorkItemCount == 0;
    }

    private void Run(IReadOnlyList<BurstCall> calls)
    {
        foreach (var together in calls.GroupBy(static call => call.At))
        {
            _time.Advance(Start + together.Key - _time.GetUtcNow());
            foreach (var call in together)
            {
                _calls.Begin();
                _ = Task.Run(() => CallAsync(call), _cancellationToken);
            }

            _calls.WaitUntilParked(_cancellationToken);
        }

        while (_calls.Count > 0 && _time.AdvanceToNextTimer())
        {
            _cancellationToken.ThrowIfCancellationRequested();
        }

        _tally.Hung = _calls.Count;
        _http.Dispose();
    }

    private async Task CallAsync(BurstCall call)
    {
        try
        {
            using var leaving = call.Fate == CallFate.Leaves ? new CancellationTokenSource(call.Patience, _clock) : new CancellationTokenSource();
            using var message = new HttpRequestMessage(HttpMethod.Post, Messages) { Content = new ByteArrayContent(call.Body) };
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            message.Options.Set(BurstCall.Key, call);
            using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, leaving.Token).ConfigureAwait(false);
            await response.Content.CopyToAsync(Stream.Null, leaving.Token).ConfigureAwait(false);
            Judge(call, response);
        }
        catch (Exception) when (!call.IsToBeAnswered)
        {
            // As it was its fate.
        }
        catch (Exception failure)
        {
            _tally.Lose(failure.ToString());
        }
        finally
        {
            _calls.End();
        }
    }

    private void Judge(BurstCall call, HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
        {
            _tally.Answer(response.GetCallReport()?.PrefixWait);
        }
        else if (call.IsToBeAnswered)
        {
            _tally.Lose($"The answer was {(int)response.StatusCode}.");
        }
    }
}
