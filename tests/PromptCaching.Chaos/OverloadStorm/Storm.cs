using System.Text;
using CostExplorer.Replay;
using PromptCaching.Retrying;
using PromptCaching.Testing;

namespace PromptCaching.Chaos.OverloadStorm;

/// <summary>A steady load on a server that is well, then overloaded for ten minutes, then well again; all of it on a virtual clock.</summary>
internal sealed class Storm : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Begin = Start + TimeSpan.FromSeconds(60);
    private static readonly DateTimeOffset End = Begin + TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Length = End - Start + TimeSpan.FromSeconds(30);
    private static readonly Uri Address = new("https://api.anthropic.com/v1/messages");

    private readonly ManualTimeProvider _time = new(Start);
    private readonly CallsInFlight _calls = new();
    private readonly HttpMessageInvoker _client;
    private readonly CancellationToken _cancellationToken;
    private readonly object _gate = new();
    private int _asked;
    private int _sent;
    private int _succeeded;
    private DateTimeOffset _lastFailure = Start;

    public Storm(RetryingOptions retrying, CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        var emulator = new ClaudeEmulator(
            new ClaudeEmulatorOptions
            {
                TimeToFirstByte = TimeSpan.FromSeconds(0.5),
                TokenCounting = TokenCounting.FourCharacters,
                RecordBodies = false,
                MaxRecordedCalls = 1,
                Answer = _ => Answer(),
            },
            new ReplayClock(_time, _calls, parksCalls: true, cancellationToken));
        _client = new HttpMessageInvoker(ClaudeCachingHandler.Create(
            new ClaudeCachingOptions
            {
                Client = { ApiKey = "key-of-the-run" },
                ResponseCaching = { Enabled = false },
                RateLimiting = { Enabled = false },
                Retrying = retrying,
                TimeProvider = new ReplayClock(_time, _calls, parksCalls: false, cancellationToken),
            },
            emulator));
    }

    /// <summary>Runs to the last answer. Needs a thread of its own: it waits for calls that run on the pool's.</summary>
    public StormOutcome Run(int requests)
    {
        for (var number = 0; number < requests; number++)
        {
            var due = Start + (Length * number / requests);
            _time.Advance(due - _time.GetUtcNow());
            _asked += IsStorm(due) ? 1 : 0;
            _calls.Begin();
            _ = SendAsync(number);
            _calls.WaitUntilParked(_cancellationToken);
        }

        while (_calls.Count > 0 && _time.AdvanceToNextTimer())
        {
            _cancellationToken.ThrowIfCancellationRequested();
        }

        return new StormOutcome((double)_sent / _asked, Math.Max(0, (_lastFailure - End).TotalSeconds), _succeeded, _calls.Count);
    }

    public void Dispose() => _client.Dispose();

    private static bool IsStorm(DateTimeOffset now) => now >= Begin && now < End;

    private EmulatedAnswer? Answer()
    {
        if (!IsStorm(_time.GetUtcNow()))
        {
            return null;
        }

        Interlocked.Increment(ref _sent);
        return EmulatedAnswer.Overloaded();
    }

    private async Task SendAsync(int number)
    {
        var isAnswered = false;
        try
        {
            var body = $$"""{"model":"claude-sonnet-5-5","max_tokens":10,"messages":[{"role":"user","content":"Question {{number}}?"}]}""";
            using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
            request.Content.Headers.ContentType = new("application/json");
            using var response = await _client.SendAsync(request, _cancellationToken).ConfigureAwait(false);
            isAnswered = response.IsSuccessStatusCode;
        }
        catch (ClaudeRefusedException refused) when (refused.Reason == RefusalReason.Unavailable)
        {
            // The breaker's word: a failure like any other here.
        }
        finally
        {
            lock (_gate)
            {
                _succeeded += isAnswered ? 1 : 0;
                _lastFailure = isAnswered ? _lastFailure : _time.GetUtcNow();
            }

            _calls.End();
        }
    }
}
