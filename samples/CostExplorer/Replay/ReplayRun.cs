using System.Net.Http.Headers;
using CostExplorer.Workloads;
using PromptCaching;
using PromptCaching.Testing;

namespace CostExplorer.Replay;

/// <summary>Sends a workload through the chain into an emulator, each request at its time on a clock that runs only while nobody has anything to do.</summary>
internal sealed class ReplayRun : IDisposable
{
    private static readonly Uri Messages = new(ClaudeDefaults.BaseAddress, "v1/messages");
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly ManualTimeProvider _time = new(EmulatorSettings.Start);
    private readonly CallsInFlight _calls = new();
    private readonly ClaudeEmulator _emulator;
    private readonly ReplayChain _chain;
    private readonly string _mode;
    private readonly CancellationToken _cancellationToken;
    private int _number;
    private Exception? _failure;

    /// <param name="mode">What the chain does about markers: auto or as-sent.</param>
    /// <param name="report">Is told of every request that reached the emulator, in that order.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public ReplayRun(string mode, Action<SentRequest> report, CancellationToken cancellationToken)
    {
        _mode = mode;
        _cancellationToken = cancellationToken;

        // The emulator's answers take their second on the clock that the chain sees too, so that whoever waits for a first byte waits for it.
        _emulator = new ClaudeEmulator(
            EmulatorSettings.Create(useVirtualClock: false), new ReplayClock(_time, _calls, parksCalls: true, cancellationToken));
        var network = new SentRequestsHandler(_emulator, _time, EmulatorSettings.Start, report);
        _chain = new ReplayChain(network, new ReplayClock(_time, _calls, parksCalls: false, cancellationToken));
    }

    /// <summary>Runs to the last answer. Needs a thread of its own: it waits for calls that run on the pool's.</summary>
    public void Run(IEnumerable<TimedRequest> requests)
    {
        foreach (var request in requests)
        {
            var wait = EmulatorSettings.Start + request.At - _time.GetUtcNow();
            _time.Advance(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
            Send(request with { Body = request.Body.ToArray() });
            _calls.WaitUntilParked(_cancellationToken);
            ThrowIfFailed();
        }

        while (_calls.Count > 0)
        {
            if (!_time.AdvanceToNextTimer())
            {
                throw new InvalidOperationException($"{_calls.Count} calls wait for something that never comes.");
            }

            _cancellationToken.ThrowIfCancellationRequested();
        }

        ThrowIfFailed();
    }

    public void Dispose()
    {
        _chain.Dispose();
        _emulator.Dispose();
    }

    private void Send(TimedRequest request)
    {
        _calls.Begin();
        _ = SendAsync(_number++, request);
    }

    private async Task SendAsync(int number, TimedRequest request)
    {
        try
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, Messages) { Content = new ReadOnlyMemoryContent(request.Body) };
            message.Content.Headers.ContentType = Json;
            message.Headers.Add("x-promptcaching-cache-control", _mode);
            message.Options.Set(SentRequestsHandler.Origin, (number, request.Conversation));
            using var response = await _chain.Http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, _cancellationToken).ConfigureAwait(false);
            await response.Content.CopyToAsync(Stream.Null, _cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            Interlocked.CompareExchange(ref _failure, failure, null);
        }
        finally
        {
            _calls.End();
        }
    }

    private void ThrowIfFailed()
    {
        if (_failure is { } failure)
        {
            throw new InvalidOperationException($"A call could not be made: {failure.Message}", failure);
        }
    }
}
