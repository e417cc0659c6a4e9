using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace PromptCaching.Chaos.MalformedConnections;

/// <summary>Listens to what the web server counts: the connections it holds, and the exceptions that nobody but the host caught.</summary>
internal sealed class HostWatch : IDisposable
{
    /// <summary>Kestrel answers these, of its own and of ASP.NET, with a 400: bytes that are no HTTP are not the emulator's business.</summary>
    private const string RefusedBytes = ".BadHttpRequestException";

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<int, long> _open = new();
    private readonly ConcurrentDictionary<string, int> _unhandled = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HostWatch()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Name is "kestrel.active_connections" or "kestrel.queued_connections" or "http.server.request.duration")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, change, tags, _) => Count(change, Tag(tags, "server.port")));
        _listener.SetMeasurementEventCallback<double>((_, _, tags, _) => Note(Tag(tags, "error.type") as string));
        _listener.Start();
    }

    /// <summary>Gets the exceptions that reached the host, by their types.</summary>
    public IReadOnlyDictionary<string, int> Unhandled => _unhandled;

    /// <summary>Waits until a server holds no connection; gives how many it still holds when patience is over.</summary>
    public async Task<int> LeftOpenAsync(int port, CancellationToken patience)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                changed = _changed.Task;
            }

            if (_open[port] == 0)
            {
                return 0;
            }

            try
            {
                await changed.WaitAsync(patience);
            }
            catch (OperationCanceledException)
            {
                return (int)_open[port];
            }
        }
    }

    public void Dispose() => _listener.Dispose();

    private static object? Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (var (key, value) in tags)
        {
            if (key == name)
            {
                return value;
            }
        }

        return null;
    }

    private void Count(long change, object? port)
    {
        _open.AddOrUpdate(port as int? ?? 0, change, (_, before) => before + change);
        lock (_lock)
        {
            _changed.SetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private void Note(string? exception)
    {
        if (exception is not null && !exception.EndsWith(RefusedBytes, StringComparison.Ordinal))
        {
            _unhandled.AddOrUpdate(exception, 1, static (_, before) => before + 1);
        }
    }
}
