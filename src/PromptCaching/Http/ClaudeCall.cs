namespace PromptCaching.Http;

/// <summary>What one caller wants of one call. Unset wishes leave the options as they are.</summary>
/// <remarks>
/// Three ways lead here, the first that is set wins: <see cref="Set"/> on the request message, the
/// <c>x-promptcaching-*</c> request headers (removed before sending), and <see cref="Use"/> around the call.
/// </remarks>
public sealed record ClaudeCall
{
    private static readonly HttpRequestOptionsKey<ClaudeCall> Key = new("PromptCaching.Call");
    private static readonly AsyncLocal<ClaudeCall?> Ambient = new();

    /// <summary>Gets the name under which answers are shared: calls of different scopes never see each other's answers.</summary>
    /// <value>The default is <see langword="null"/>: one scope for each API key.</value>
    public string? Scope { get; init; }

    /// <summary>Gets how this call uses the response cache.</summary>
    /// <value>The default is <see cref="ResponseCacheMode.Default"/>.</value>
    public ResponseCacheMode ResponseCache { get; init; }

    /// <summary>Gets how long this call's answer may be served again.</summary>
    /// <value>The default is <see langword="null"/>: as the options say.</value>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>Gets whether this call gets breakpoints from us.</summary>
    /// <value>The default is <see cref="CacheControlMode.Auto"/>.</value>
    public CacheControlMode CacheControl { get; init; }

    /// <summary>Applies wishes to every call made inside the returned scope, for clients that set neither options nor headers.</summary>
    /// <param name="call">The wishes.</param>
    /// <returns>An object that ends the scope when it is disposed.</returns>
    public static IDisposable Use(ClaudeCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var outer = Ambient.Value;
        Ambient.Value = call;
        return new AmbientScope(outer);
    }

    /// <summary>Puts the wishes on a request message.</summary>
    /// <param name="request">The message that will be sent.</param>
    public void Set(HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Options.Set(Key, this);
    }

    internal static ClaudeCall Of(HttpRequestMessage request) =>
        request.Options.TryGetValue(Key, out var call) ? call : ClaudeCallHeaders.Read(request.Headers) ?? Ambient.Value ?? new();

    private sealed class AmbientScope(ClaudeCall? outer) : IDisposable
    {
        public void Dispose() => Ambient.Value = outer;
    }
}
