using PromptCaching.Http;

namespace PromptCaching;

/// <summary>What one caller wants of one call. A wish that is unset (null) is left to whoever is further out, and in the end to the options.</summary>
/// <remarks>
/// Wishes come from three places and are put together one by one, the nearest first: <see cref="Set"/> on the request message, the
/// <c>x-promptcaching-*</c> request headers (removed before sending), and <see cref="Use"/> around the call.
/// </remarks>
public sealed record ClaudeCall
{
    private static readonly HttpRequestOptionsKey<ClaudeCall> Key = new("PromptCaching.Call");
    private static readonly AsyncLocal<ClaudeCall?> Ambient = new();
    private static readonly ClaudeCall Nothing = new();
    private readonly string? _scope;
    private readonly TimeSpan? _timeToLive;

    /// <summary>Gets the name under which answers are shared: calls of different scopes never see each other's answers.</summary>
    /// <value>The default is <see langword="null"/>: one scope for each API key.</value>
    /// <remarks>The ledger sums up by it, too; where cost alone is to be told apart, <see cref="Tags"/> do so without splitting the cache.</remarks>
    /// <exception cref="ArgumentException">The name is empty: that would be a scope which everybody shares who forgot theirs.</exception>
    public string? Scope
    {
        get => _scope;
        init
        {
            if (value is not null)
            {
                ArgumentException.ThrowIfNullOrWhiteSpace(value);
            }

            _scope = value;
        }
    }

    /// <summary>Gets how this call uses the response cache.</summary>
    /// <value>The default is <see langword="null"/>: <see cref="ResponseCacheMode.Default"/>.</value>
    public ResponseCacheMode? ResponseCache { get; init; }

    /// <summary>Gets how long this call's answer may be served again, counted from the time it is stored.</summary>
    /// <value>The default is <see langword="null"/>: as the options say.</value>
    /// <exception cref="ArgumentOutOfRangeException">The time is zero or negative.</exception>
    public TimeSpan? TimeToLive
    {
        get => _timeToLive;
        init
        {
            if (value is { } time)
            {
                ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero);
            }

            _timeToLive = value;
        }
    }

    /// <summary>Gets names under which the call's cost is summed up, and its answer can be cleared later, with others of the same name.</summary>
    /// <value>The default is <see langword="null"/>: none.</value>
    /// <remarks>
    /// Calls with different tags see each other's answers, unlike those of different scopes. The call that stores an answer names its tags; those of calls
    /// that find it stored add nothing to it.
    /// </remarks>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Gets the contents that this call's answer was made from, a name and a hash each. The answer falls when one of them changes.</summary>
    /// <value>The default is <see langword="null"/>: none.</value>
    public IReadOnlyDictionary<string, string>? DependsOn { get; init; }

    /// <summary>Gets whether this call gets breakpoints from us.</summary>
    /// <value>The default is <see langword="null"/>: <see cref="CacheControlMode.Auto"/>.</value>
    public CacheControlMode? CacheControl { get; init; }

    /// <summary>Gets what is known about the future of this call's prompt.</summary>
    /// <value>The default is <see langword="null"/>: as earlier calls suggest.</value>
    public PrefixHint? Prefix { get; init; }

    /// <summary>Gets where the part of this call's prompt ends that other calls begin with, too: it is written to the prompt cache at first sight.</summary>
    /// <value>The default is <see langword="null"/>: not known; as earlier calls suggest.</value>
    /// <remarks>
    /// What stands behind it is not written before it is seen to come back: by a second call that has it, or by an answer behind it, with which a
    /// conversation goes on. No header says it. <see cref="Prefix"/> says more where more is known: <see cref="PrefixHint.Reused"/> of the whole prompt.
    /// </remarks>
    public StaticPrefixEnd? StaticPrefix { get; init; }

    /// <summary>Gets how urgent this call is where calls wait for quota.</summary>
    /// <value>The default is <see langword="null"/>: <see cref="CallPriority.Normal"/>.</value>
    public CallPriority? Priority { get; init; }

    /// <summary>Gets who is told where this call stands while it waits for quota: when it begins to wait, and about every second from then on.</summary>
    /// <value>The default is <see langword="null"/>: nobody.</value>
    public IProgress<QueuePosition>? QueueProgress { get; init; }

    /// <summary>Applies wishes to every call made inside the returned scope, for clients that set neither options nor headers.</summary>
    /// <param name="call">The wishes; what they leave unset stays as a scope further out has it.</param>
    /// <returns>An object that ends the scope when it is disposed.</returns>
    public static IDisposable Use(ClaudeCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var outer = Ambient.Value;
        Ambient.Value = call.Over(outer);
        return new AmbientScope(outer);
    }

    /// <summary>Puts the wishes on a request message.</summary>
    /// <param name="request">The message that will be sent.</param>
    public void Set(HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Options.Set(Key, this);
    }

    /// <exception cref="FormatException">A header of ours is not known or has a value that cannot be.</exception>
    internal static ClaudeCall Of(HttpRequestMessage request)
    {
        var onRequest = request.Options.TryGetValue(Key, out var call) ? call : null;
        var inHeaders = ClaudeCallHeaders.Read(request.Headers);
        return (onRequest ?? Nothing).Over(inHeaders).Over(Ambient.Value);
    }

    private ClaudeCall Over(ClaudeCall? outer) => outer is null ? this : ReferenceEquals(this, Nothing) ? outer : new ClaudeCall
    {
        Scope = Scope ?? outer.Scope,
        ResponseCache = ResponseCache ?? outer.ResponseCache,
        TimeToLive = TimeToLive ?? outer.TimeToLive,
        Tags = Tags ?? outer.Tags,
        DependsOn = DependsOn ?? outer.DependsOn,
        CacheControl = CacheControl ?? outer.CacheControl,
        Prefix = Prefix ?? outer.Prefix,
        StaticPrefix = StaticPrefix ?? outer.StaticPrefix,
        Priority = Priority ?? outer.Priority,
        QueueProgress = QueueProgress ?? outer.QueueProgress,
    };

    private sealed class AmbientScope(ClaudeCall? outer) : IDisposable
    {
        public void Dispose() => Ambient.Value = outer;
    }
}
