using System.Globalization;
using System.Net;
using System.Text;
using PromptCaching.Chaos.FullQuota;
using PromptCaching.Testing;
using PromptCaching.Testing.Hosting;

namespace PromptCaching.Chaos.FleetQuota;

/// <summary>Processes with one API key, as many as there are, against one server that enforces its limits; in real time.</summary>
internal sealed class FleetRun : IAsyncDisposable
{
    public const int RequestsPerMinute = 6_000;
    private const int Size = 4;
    private const int SeedsPerProcess = 1_000_000;
    private readonly ScenarioRun _run;
    private readonly ClaudeEmulator _emulator;
    private readonly ClaudeEmulatorServer _server;
    private readonly string _redis;
    private readonly List<FleetProcess> _processes = [];
    private readonly DateTimeOffset _begun = TimeProvider.System.GetUtcNow();
    private int _started;

    private FleetRun(ScenarioRun run, ClaudeEmulator emulator, ClaudeEmulatorServer server, string redis) =>
        (_run, _emulator, _server, _redis) = (run, emulator, server, redis);

    public int Refusals => Refused.Count();

    private IEnumerable<EmulatedCall> Refused => _emulator.Calls.Where(call => call.Status == 429 && call.StartedAt >= _begun);

    public static async Task<FleetRun> StartAsync(ScenarioRun run, string redis, CancellationToken cancellationToken)
    {
        var emulator = new ClaudeEmulator(new ClaudeEmulatorOptions
        {
            RateLimits = LimitsOf(1),
            TimeToFirstByte = TimeSpan.FromMilliseconds(20),
            TokenCounting = TokenCounting.FourCharacters,
            RecordBodies = false,
            Answer = static request => EmulatedAnswer.Text(new string('x', Traffic.OutputOf(request.Body) * 4)),
        });
        await UseUpTheFirstBurstAsync(emulator, cancellationToken);
        var fleet = new FleetRun(run, emulator, await ClaudeEmulatorServer.StartAsync(emulator, cancellationToken: cancellationToken), redis);
        await Task.WhenAll(Enumerable.Range(0, Size).Select(_ => fleet.AddAsync(cancellationToken)));
        return fleet;
    }

    public async Task AddAsync(CancellationToken cancellationToken)
    {
        var seed = unchecked((_run.Seed + Interlocked.Increment(ref _started)) * SeedsPerProcess);
        var process = await FleetProcess.StartAsync(_server.Address, _redis, seed, cancellationToken);
        lock (_processes)
        {
            _processes.Add(process);
        }
    }

    /// <summary>Kills the oldest process; what it was asking, its successor asks again.</summary>
    public async Task KillAsync()
    {
        await _processes[0].KillAsync();
        _processes[0].Dispose();
        _processes.RemoveAt(0);
    }

    /// <summary>Gets the part of what is allowed that was answered in a time.</summary>
    public double Throughput(DateTimeOffset from, DateTimeOffset until) => Math.Round(
        _emulator.Calls.Count(call => call.Status == 200 && call.StartedAt >= from && call.StartedAt < until)
            / ((until - from).TotalMinutes * RequestsPerMinute),
        4);

    /// <returns>How many calls of processes that were not killed came to no answer, and how often a call needed an exchange.</returns>
    public async Task<(int Lost, double ExchangesPerCall)> StopAsync(CancellationToken cancellationToken)
    {
        var told = await Task.WhenAll(_processes.Select(process => process.StopAsync(cancellationToken)));
        foreach (var refused in Refused)
        {
            await _run.Progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"429 after {(refused.StartedAt - _begun).TotalSeconds:0.0} s"));
        }

        var (asked, exchanges) = (told.Sum(static one => one.Asked), told.Sum(static one => one.Exchanges));
        return (asked - told.Sum(static one => one.Answered), Math.Round(exchanges / (double)asked, 4));
    }

    public async ValueTask DisposeAsync()
    {
        _processes.ForEach(static process => process.Dispose());
        await _server.DisposeAsync();
        _emulator.Dispose();
    }

    private static EmulatedRateLimits LimitsOf(int requestsPerMinute) => new() { Models = new EmulatedModelLimits(requestsPerMinute, 2_000_000, 2_000_000) };

    /// <summary>A bucket keeps what it holds when its limit is raised, so one request empties it; the next one starts its clock under the new limit.</summary>
    private static async Task UseUpTheFirstBurstAsync(ClaudeEmulator emulator, CancellationToken cancellationToken)
    {
        using var client = new HttpMessageInvoker(emulator, disposeHandler: false);
        await AskAsync(client, HttpStatusCode.OK, cancellationToken);
        emulator.ChangeRateLimits(LimitsOf(RequestsPerMinute));
        await AskAsync(client, HttpStatusCode.TooManyRequests, cancellationToken);
    }

    private static async Task AskAsync(HttpMessageInvoker client, HttpStatusCode expected, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(ClaudeDefaults.BaseAddress, "v1/messages"));
        request.Headers.Add("x-api-key", "key-of-the-fleet");
        request.Headers.Add("anthropic-version", "2023-06-01");
        var body = new Traffic("claude-opus-5", (20, 60), (10, 20)).Body(new Random(0), 0);
        request.Content = new StringContent(Encoding.UTF8.GetString(body), Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request, cancellationToken);
        await response.Content.CopyToAsync(Stream.Null, cancellationToken);
        if (response.StatusCode != expected)
        {
            throw new InvalidOperationException($"The emulator answered {response.StatusCode} where the run needs {expected}.");
        }
    }
}
