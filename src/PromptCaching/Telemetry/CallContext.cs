namespace PromptCaching.Telemetry;

/// <summary>What travels with one Messages call through the chain: its body, its report, and what was read from the body once for all.</summary>
internal sealed class CallContext(ReadOnlyMemory<byte> body, CallReport report, Action? release = null)
{
    private static readonly HttpRequestOptionsKey<CallContext> Key = new("PromptCaching.Context");
    private Dictionary<Type, object?>? _read;

    /// <summary>Gets the bytes of the request as its caller made them.</summary>
    public ReadOnlyMemory<byte> Body { get; private set; } = body;

    public CallReport Report { get; } = report;

    /// <summary>Finds the context of a request.</summary>
    /// <returns><see langword="null"/> for requests that are not Messages calls: they pass through.</returns>
    public static CallContext? Of(HttpRequestMessage request) => request.Options.TryGetValue(Key, out var context) ? context : null;

    /// <summary>Makes the body one that may outlive the call: a borrowed array is left to whoever may still look at it.</summary>
    public ReadOnlyMemory<byte> KeepBody()
    {
        if (Interlocked.Exchange(ref release, null) is not null)
        {
            Body = Body.ToArray();
        }

        return Body;
    }

    /// <summary>Gives back what the body was borrowed in: the call has its answer, and nothing will look at the body again.</summary>
    public void ReleaseBody()
    {
        if (Interlocked.Exchange(ref release, null) is { } giveBack)
        {
            Body = default;
            giveBack();
        }
    }

    /// <summary>The same call under another report: what was read from the body goes along.</summary>
    public CallContext For(CallReport report) => new(Body, report) { _read = _read is null ? null : new(_read) };

    public void Attach(HttpRequestMessage request) => request.Options.Set(Key, this);

    /// <summary>Reads something from the body; however many handlers ask, it is read once. One call runs on one thread at a time.</summary>
    public T? Once<T>(Func<ReadOnlyMemory<byte>, T?> read)
        where T : class
    {
        if (!(_read ??= []).TryGetValue(typeof(T), out var value))
        {
            _read[typeof(T)] = value = read(Body);
        }

        return (T?)value;
    }

    /// <summary>Notes something that another handler of this call will want to know.</summary>
    public void Note<T>(T value)
        where T : class => (_read ??= [])[typeof(T)] = value;

    public T? Noted<T>()
        where T : class => _read is { } read && read.TryGetValue(typeof(T), out var value) ? (T?)value : null;
}
