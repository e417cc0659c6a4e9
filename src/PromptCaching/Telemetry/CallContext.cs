namespace PromptCaching.Telemetry;

/// <summary>What travels with one Messages call through the chain: its body, its report, and what was read from the body once for all.</summary>
/// <param name="body">The bytes of the request.</param>
/// <param name="report">Tells what became of the call.</param>
/// <param name="lease">What the body was borrowed in; disposed when nothing looks at it any more.</param>
internal sealed class CallContext(ReadOnlyMemory<byte> body, CallReport report, IDisposable? lease = null)
{
    private static readonly HttpRequestOptionsKey<CallContext> Key = new("PromptCaching.Context");
    private CallNotes _notes;

    private CallContext(ReadOnlyMemory<byte> body, CallReport report, CallNotes notes)
        : this(body, report) => _notes = notes;

    /// <summary>Gets the bytes of the request as its caller made them.</summary>
    public ReadOnlyMemory<byte> Body { get; private set; } = body;

    public CallReport Report { get; } = report;

    /// <summary>Finds the context of a request.</summary>
    /// <returns><see langword="null"/> for requests that are not Messages calls: they pass through.</returns>
    public static CallContext? Of(HttpRequestMessage request) => request.Options.TryGetValue(Key, out var context) ? context : null;

    /// <summary>Makes the body one that may outlive the call: what it was borrowed in is never given back, so nobody writes over it.</summary>
    public void KeepBody() => Interlocked.Exchange(ref lease, null);

    /// <summary>Gives back what the body was borrowed in: the call has its answer, and nothing will look at the body again.</summary>
    public void ReleaseBody()
    {
        if (Interlocked.Exchange(ref lease, null) is { } borrowed)
        {
            Body = default;
            borrowed.Dispose();
        }
    }

    /// <summary>The same call under another report: what was read from the body goes along.</summary>
    public CallContext For(CallReport other) => new(Body, other, _notes.Copy());

    public void Attach(HttpRequestMessage request) => request.Options.Set(Key, this);

    /// <summary>Reads something from the body; however many handlers ask, it is read once. One call runs on one thread at a time.</summary>
    public T? Once<T>(Func<ReadOnlyMemory<byte>, T?> read)
        where T : class
    {
        if (!_notes.TryGet<T>(out var value))
        {
            value = read(Body);
            _notes.Set(value);
        }

        return value;
    }

    /// <summary>Notes something that another handler of this call will want to know.</summary>
    public void Note<T>(T value)
        where T : class => _notes.Set(value);

    public T? Noted<T>()
        where T : class => _notes.TryGet<T>(out var value) ? value : null;
}
