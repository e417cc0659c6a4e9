using System.Globalization;
using CostExplorer.Replay;
using CostExplorer.Workloads;
using PromptCaching;
using PromptCaching.Testing;

namespace CostExplorer.Compare;

/// <summary>Accounts for a habit: an emulator of its own answers every marked body at the body's time.</summary>
internal sealed class HabitRun(Habit habit) : IDisposable
{
    private static readonly Uri Messages = new(ClaudeDefaults.BaseAddress, "v1/messages");

    private readonly ClaudeEmulator _emulator = new(EmulatorSettings.Create(useVirtualClock: true));
    private readonly Tally _tally = new();
    private int _number;

    /// <summary>Runs to the end on the calling thread: on its virtual clock the emulator never waits.</summary>
    public Tally Run(IEnumerable<TimedRequest> requests, CancellationToken cancellationToken)
    {
        using var client = new HttpMessageInvoker(_emulator, disposeHandler: false);
        foreach (var request in requests)
        {
            Send(client, request, cancellationToken);
            _tally.Add(_number++, request.At, _emulator.Calls[^1], () => PromptTokens.Of(request.Body));
        }

        return _tally;
    }

    public void Dispose() => _emulator.Dispose();

    private void Send(HttpMessageInvoker client, TimedRequest request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, Messages) { Content = new ByteArrayContent(habit.Mark(request.Body.Span)) };
        message.Content.Headers.TryAddWithoutValidation("content-type", "application/json");
        message.Headers.TryAddWithoutValidation("x-api-key", "emulated");
        message.Headers.TryAddWithoutValidation("anthropic-version", ClaudeDefaults.ApiVersion);
        message.Headers.TryAddWithoutValidation(
            ClaudeEmulator.TimeHeader, (EmulatorSettings.Start + request.At).ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));
        using var response = client.SendAsync(message, cancellationToken).GetAwaiter().GetResult();

        // A stream has begun, and its entries are there, once somebody has read of it.
        response.Content.ReadAsStream(cancellationToken).ReadByte();
    }
}
