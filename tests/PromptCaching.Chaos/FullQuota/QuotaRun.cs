using System.Net.Http.Headers;
using CostExplorer.Replay;
using PromptCaching.RateLimiting;
using PromptCaching.Testing;

namespace PromptCaching.Chaos.FullQuota;

/// <summary>Many callers who always have another question, over the whole chain, against an emulator that enforces limits; time runs only while all wait.</summary>
internal sealed class QuotaRun : IDisposable
{
    private static readonly Uri Messages = new(ClaudeDefaults.BaseAddress, "v1/messages");
    private readonly ManualTimeProvider _time = new();
    private readonly CallsInFlight _calls = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ClaudeCachingHandler _chain;
    private readonly HttpMessageInvoker _client;
    private readonly Func<int, byte[]> _body;
    private int _number;
    private int _failed;

    public QuotaRun(EmulatedRateLimits? limits, Func<int, byte[]> body, Action<RateLimitingOptions> configure)
    {
        _body = body;
        var options = new ClaudeEmulatorOptions
        {
            RateLimits = limits,
            TimeToFirstByte = TimeSpan.FromSeconds(1),
            DelayBetweenEvents = TimeSpan.FromMilliseconds(40),
            TokenCounting = TokenCounting.FourCharacters,
            RecordBodies = false,
            Answer = static request =>
            {
                var tokens = Traffic.OutputOf(request.Body);
                var answer = EmulatedAnswer.Text(new string('x', tokens * 4));
                return request.IsStreaming ? answer : answer.After(TimeSpan.FromSeconds(1 + (tokens / 60.0)));
            },
        };
        Emulator = new ClaudeEmulator(options, new ReplayClock(_time, _calls, parksCalls: true, _stop.Token));
        var rateLimiting = new RateLimitingOptions();
        configure(rateLimiting);
        _chain = ClaudeCachingHandler.Create(
            new ClaudeCachingOptions
            {
                Client = new ClaudeClientOptions { ApiKey = "emulated" },
                ResponseCaching = { Enabled = false },
                RateLimiting = rateLimiting,
                TimeProvider = new ReplayClock(_time, _calls, parksCalls: false, _stop.Token),
            },
            Emulator);
        _client = new HttpMessageInvoker(_chain);
    }

    public ClaudeEmulator Emulator { get; }

    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Gets how many calls came to no answer.</summary>
    public int Failed => Volatile.Read(ref _failed);

    /// <summary>Begins so many callers; each asks again as soon as it has its answer.</summary>
    public void Begin(int callers, bool askAgain)
    {
        for (var caller = 0; caller < callers; caller++)
        {
            _calls.Begin();
            _ = Task.Run(() => AskAsync(askAgain));
        }
    }

    /// <summary>Lets time pass. Needs a thread of its own: it waits for calls that run on the pool's.</summary>
    public void Pass(TimeSpan time)
    {
        var end = Now + time;
        _calls.WaitUntilParked(_stop.Token);
        _time.Advance(end - Now);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _client.Dispose();
        _chain.Dispose();
        Emulator.Dispose();
    }

    private async Task AskAsync(bool again)
    {
        try
        {
            do
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, Messages) { Content = new ByteArrayContent(_body(Interlocked.Increment(ref _number))) };
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                using var response = await _client.SendAsync(request, _stop.Token);
                await response.Content.CopyToAsync(Stream.Null, _stop.Token);
                Interlocked.Add(ref _failed, response.IsSuccessStatusCode ? 0 : 1);
            }
            while (again);
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // The run is over; whoever waits still is let go.
        }
        catch (Exception)
        {
            Interlocked.Increment(ref _failed);
        }
        finally
        {
            _calls.End();
        }
    }
}
