using System.Collections.Immutable;
using PromptCaching.Testing.Endpoints;
using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing;

/// <summary>The Claude Messages API in one process, with the prompt-cache rules of the real one: no network, no key, no cost.</summary>
/// <remarks>
/// Use it as the primary handler of an <see cref="HttpClient"/>. It answers <c>POST /v1/messages</c> (JSON and streams) and
/// <c>POST /v1/messages/count_tokens</c>; any non-empty key will do. The answer is a function of the request alone, unless a test scripts
/// another. Safe for parallel calls; asynchronous only.
/// <para>How the open questions of the prompt cache are read: every tool is a position of its own. A marker nested in a tool result counts
/// towards the four and ends at that result. A hit refreshes the entry that was hit and the live entries at this request's own earlier
/// markers, each with the TTL it was written with; it keeps alive the tokens that they consist of, but makes no other entry findable
/// again. A marker never prolongs tokens that it did not pay for: a one-hour entry on top of a five-minute prefix ends with the prefix.</para>
/// </remarks>
public sealed class ClaudeEmulator : HttpMessageHandler
{
    private readonly TimeProvider _clock;
    private readonly Script _script;
    private readonly Router _router;
    private readonly ReplySender _sender;
    private readonly bool _recordsBodies;
    private ImmutableList<EmulatedCall> _calls = [];
    private long _arrived;

    /// <summary>Initializes a new instance of the <see cref="ClaudeEmulator"/> class with an empty prompt cache.</summary>
    /// <param name="options">How it answers; not to be changed afterwards.</param>
    /// <param name="timeProvider">The clock of cache lifetimes and delays; the default is the system's.</param>
    public ClaudeEmulator(ClaudeEmulatorOptions? options = null, TimeProvider? timeProvider = null)
    {
        options ??= new ClaudeEmulatorOptions();
        _recordsBodies = options.RecordBodies;
        _clock = timeProvider ?? TimeProvider.System;
        _script = new Script(options.Answer);
        _router = new Router(options, _clock, _script);
        _sender = new ReplySender(_clock, options.OrganizationId);
    }

    /// <summary>Gets the calls so far, in order of arrival: a snapshot. A call is in it once its answer is decided, before that is sent.</summary>
    public IReadOnlyList<EmulatedCall> Calls => _calls;

    /// <summary>Queues the answer to the next valid Messages request; when the queue is empty, answers follow from their requests again.</summary>
    /// <param name="answer">The answer, used once.</param>
    public void Enqueue(EmulatedAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        _script.Enqueue(answer);
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        var number = Interlocked.Increment(ref _arrived);
        var call = await IncomingCall.ReadAsync(request, number, _clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        var reply = _router.Route(call);
        ImmutableInterlocked.Update(ref _calls, static (calls, made) => Insert(calls, made), Record(call, reply));
        return await _sender.SendAsync(reply, request, EmulatorIds.Request(call.Number), cancellationToken).ConfigureAwait(false);
    }

    private static ImmutableList<EmulatedCall> Insert(ImmutableList<EmulatedCall> calls, EmulatedCall made)
    {
        var index = calls.Count;
        while (index > 0 && calls[index - 1].Number > made.Number)
        {
            index--;
        }

        return calls.Insert(index, made);
    }

    private EmulatedCall Record(IncomingCall call, Reply reply) => new()
    {
        Number = call.Number,
        Method = call.Method,
        Path = call.Path,
        Headers = call.Headers,
        Body = _recordsBodies ? call.Body : default(ReadOnlyMemory<byte>),
        Json = _recordsBodies ? call.Json : null,
        Status = reply.Status,
        Usage = reply.Usage,
        Fault = reply.Fault,
        StartedAt = call.StartedAt,
        Breakpoints = reply.Breakpoints,
    };
}
