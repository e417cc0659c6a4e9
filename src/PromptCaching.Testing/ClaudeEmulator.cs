using PromptCaching.Testing.Endpoints;
using PromptCaching.Testing.Ledger;
using PromptCaching.Testing.RateLimits;
using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing;

/// <summary>The Claude Messages API in one process, with the prompt-cache rules of the real one: no network, no key, no cost.</summary>
/// <remarks>
/// Use it as the primary handler of an <see cref="HttpClient"/>, or behind a port by <see cref="Hosting.ClaudeEmulatorServer"/>. It answers
/// <c>POST /v1/messages</c> (JSON and streams), <c>POST /v1/messages/count_tokens</c>, and the calls of <c>/v1/messages/batches</c> and
/// <c>/v1/models</c>; any non-empty key will do. The answer is a function of the request alone, unless a test scripts
/// another. Safe for parallel calls; asynchronous only.
/// <para>How the open questions of the prompt cache are read: every tool is a position of its own. A marker nested in a tool result counts
/// towards the four and ends at that result. A hit refreshes the entry that was hit and the live entries at this request's own earlier
/// markers, each with the TTL it was written with; it keeps alive the tokens that they consist of, but makes no other entry findable
/// again. A marker never prolongs tokens that it did not pay for: a one-hour entry on top of a five-minute prefix ends with the prefix.</para>
/// </remarks>
public sealed class ClaudeEmulator : HttpMessageHandler
{
    /// <summary>The header by which a request says when it takes place, where <see cref="ClaudeEmulatorOptions.UseVirtualClock"/> is set.</summary>
    public const string TimeHeader = "x-emulator-time";

    private readonly ArrivalClock _arrivals;
    private readonly CallLedger _ledger;
    private readonly CallLedger _batchItems;
    private readonly Script _script;
    private readonly RateLimiter _limiter;
    private readonly Router _router;
    private readonly ResourceRouter _resources;
    private readonly ReplySender _sender;
    private readonly EmulatorPages _pages;
    private readonly ClaudeEmulatorOptions _options;

    /// <summary>Initializes a new instance of the <see cref="ClaudeEmulator"/> class with an empty prompt cache.</summary>
    /// <param name="options">How it answers; not to be changed afterwards.</param>
    /// <param name="timeProvider">The clock of cache lifetimes and delays; the default is the system's.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number or a time of the options is negative.</exception>
    public ClaudeEmulator(ClaudeEmulatorOptions? options = null, TimeProvider? timeProvider = null)
    {
        options ??= new ClaudeEmulatorOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxRecordedCalls);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchDuration, TimeSpan.Zero);
        _options = options;
        Clock = timeProvider ?? TimeProvider.System;
        _arrivals = new ArrivalClock(options.UseVirtualClock, Clock);
        _ledger = new CallLedger(options.MaxRecordedCalls, byArrival: true);
        _batchItems = new CallLedger(options.MaxRecordedCalls, byArrival: false);
        _pages = new EmulatorPages(this);
        _script = new Script(options.Answer);
        _limiter = new RateLimiter(options, Clock);
        _router = new Router(options, Clock, _script, _limiter);
        _resources = new ResourceRouter(options, _limiter, _router.Route, (call, reply) => _batchItems.Add(Record(call, reply)));
        _sender = new ReplySender(Clock, options);
    }

    /// <summary>Gets the calls so far, in order of arrival: a snapshot. A call is in it once its answer is decided, before that is sent.</summary>
    /// <value>The latest, up to <see cref="ClaudeEmulatorOptions.MaxRecordedCalls"/>.</value>
    public IReadOnlyList<EmulatedCall> Calls => _ledger.Calls;

    /// <summary>Gets the requests inside batches so far, batch by batch: a snapshot. A request is in it once it was processed.</summary>
    /// <value>The latest, up to <see cref="ClaudeEmulatorOptions.MaxRecordedCalls"/>.</value>
    public IReadOnlyList<EmulatedCall> BatchItems => _batchItems.Calls;

    internal TimeProvider Clock { get; }

    /// <summary>Finds a call, or a request inside a batch, by its id.</summary>
    /// <param name="requestId">The id, as the answer's <c>request-id</c> header spells it.</param>
    /// <returns>The call, or <see langword="null"/> when there is none of that id, or it is forgotten.</returns>
    public EmulatedCall? Find(string requestId)
    {
        ArgumentNullException.ThrowIfNull(requestId);
        var number = EmulatorIds.NumberOf(requestId);
        return (EmulatorIds.IsItem(number) ? _batchItems : _ledger).Find(number);
    }

    /// <summary>
    /// Forgets the prompt cache, the batches and the calls so far. Queued answers stay, and so do the count of calls and what rate limits
    /// and the spend cap have seen.
    /// </summary>
    public void Reset()
    {
        _router.Reset();
        _resources.Reset();
        _ledger.Clear();
        _batchItems.Clear();
    }

    /// <summary>Changes the rate limits from now on. Buckets keep what they hold, as far as it fits; new ones are full.</summary>
    /// <param name="limits">The limits; <see langword="null"/> for none.</param>
    public void ChangeRateLimits(EmulatedRateLimits? limits) => _limiter.Change(limits);

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
        var head = RequestHead.Of(request);
        var arrival = Arrive(head);
        var body = request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false) : [];
        var call = new IncomingCall(head, arrival, body);
        return await _sender.SendAsync(Answer(call), request, call, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Numbers and dates a call as it arrives; what is asked of the emulator itself is no call.</summary>
    internal Arrival Arrive(RequestHead head) => EmulatorPages.IsOne(head.Path) ? new Arrival(0, Clock.GetUtcNow()) : _arrivals.Next(head);

    /// <summary>Decides the answer, and records the call; sending it is up to the transport.</summary>
    internal Reply Answer(IncomingCall call)
    {
        if (EmulatorPages.IsOne(call.Path))
        {
            return _pages.Answer(call);
        }

        var reply = call.Refusal is { } refusal
            ? Reply.Error(refusal, EmulatorIds.Request(call.Number))
            : _resources.Route(call) ?? _router.Route(call);
        _ledger.Add(Record(call, reply));
        return _options.UseVirtualClock ? reply with { TimeToFirstByte = TimeSpan.Zero, DelayBetweenFrames = TimeSpan.Zero } : reply;
    }

    internal IEnumerable<(string Name, string Value)> HeadersOf(Reply reply, IncomingCall call) => _sender.Headers(reply, call);

    private EmulatedCall Record(IncomingCall call, Reply reply)
    {
        // What is refused for its size was not read to the end, and is not worth its memory.
        var recordsBody = _options.RecordBodies && reply.Status != 413;
        return new EmulatedCall
        {
            RequestId = EmulatorIds.Request(call.Number),
            MessageId = reply.MessageId,
            CustomId = call.CustomId,
            Model = call.Json?.GetText("model"),
            ErrorType = reply.ErrorType,
            CostUsd = reply.CostUsd,
            Number = call.Number,
            Method = call.Method,
            Path = call.Path,
            Headers = call.Headers,
            Body = recordsBody ? call.Body : default(ReadOnlyMemory<byte>),
            Json = recordsBody ? call.Json : null,
            Status = reply.Status,
            Usage = reply.Usage,
            Fault = reply.Fault,
            StartedAt = call.StartedAt,
            Breakpoints = reply.Breakpoints,
        };
    }
}
