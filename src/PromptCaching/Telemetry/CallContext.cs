namespace PromptCaching.Telemetry;

/// <summary>What travels with one Messages call through the chain: its body, its report, and what was read from the body once for all.</summary>
internal sealed class CallContext(ReadOnlyMemory<byte> body, CallReport report)
{
    private static readonly HttpRequestOptionsKey<CallContext> Key = new("PromptCaching.Context");
    private readonly Dictionary<Type, object?> _read = [];

    public ReadOnlyMemory<byte> Body { get; } = body;

    public CallReport Report { get; } = report;

    /// <summary>Finds the context of a request.</summary>
    /// <returns><see langword="null"/> for requests that are not Messages calls: they pass through.</returns>
    public static CallContext? Of(HttpRequestMessage request) => request.Options.TryGetValue(Key, out var context) ? context : null;

    public void Attach(HttpRequestMessage request) => request.Options.Set(Key, this);

    /// <summary>Reads something from the body; however many handlers ask, it is read once. One call runs on one thread at a time.</summary>
    public T? Once<T>(Func<ReadOnlyMemory<byte>, T?> read)
        where T : class
    {
        if (!_read.TryGetValue(typeof(T), out var value))
        {
            _read[typeof(T)] = value = read(Body);
        }

        return (T?)value;
    }
}
