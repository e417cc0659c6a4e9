using PromptCaching.Accounting;
using PromptCaching.Bodies;
using PromptCaching.Messages;
using PromptCaching.Requests;

namespace PromptCaching;

/// <summary>Maps records to HTTP and back. It has no policy of its own: that is in the chain under its <see cref="HttpClient"/>.</summary>
public sealed class ClaudeClient : IClaudeClient, IRequestDefaults
{
    private const string MessagesPath = "v1/messages";
    private const string CountTokensPath = "v1/messages/count_tokens";
    private readonly ApiCalls _calls;
    private readonly Func<ClaudeClientOptions> _options;
    private readonly ModelCatalog _catalog;

    /// <summary>Initializes a new instance of the <see cref="ClaudeClient"/> class over a client of the caller's own.</summary>
    /// <param name="http">Sends the requests; the caller disposes it. Set its timeout to infinite: a long generation takes long.</param>
    /// <param name="options">Defaults and address.</param>
    public ClaudeClient(HttpClient http, ClaudeClientOptions options)
        : this(http, () => options, ModelCatalog.Default, TimeProvider.System)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(options);
    }

    internal ClaudeClient(HttpClient http, Func<ClaudeClientOptions> options, ModelCatalog catalog, TimeProvider time)
    {
        _calls = new ApiCalls(http, time);
        _options = options;
        _catalog = catalog;
        Batches = new MessageBatches(_calls, options, catalog, time);
        Models = new ClaudeModels(_calls, options);
    }

    /// <inheritdoc/>
    public IMessageBatches Batches { get; }

    /// <inheritdoc/>
    public IClaudeModels Models { get; }

    /// <inheritdoc/>
    public async Task<Message> CreateMessageAsync(MessageRequest request, ClaudeCall? call = null, CancellationToken cancellationToken = default)
    {
        using var response = await SendMessageAsync(request, false, call, cancellationToken).ConfigureAwait(false);
        var body = await Transport.ReadAsync(response, cancellationToken).ConfigureAwait(false);
        return WireAnswers.Read<Message>(body, response, Message.Parse) with { Attachment = response.GetCallReport() };
    }

    /// <inheritdoc/>
    public async Task<MessageStream> StreamMessageAsync(
        MessageRequest request, ClaudeCall? call = null, CancellationToken cancellationToken = default) =>
        new(await SendMessageAsync(request, true, call, cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public async Task<TokenCount> CountTokensAsync(MessageRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var options = _options();
        var body = new BytesContent(RequestDefaults.ForCounting(request, options).ToUtf8Bytes());
        using var response = await PostAsync(CountTokensPath, body, options, null, request.Betas, cancellationToken).ConfigureAwait(false);
        var answer = await Transport.ReadAsync(response, cancellationToken).ConfigureAwait(false);
        return WireAnswers.Read<TokenCount>(answer, response, TokenCount.Parse);
    }

    private Task<HttpResponseMessage> SendMessageAsync(MessageRequest request, bool stream, ClaudeCall? call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var options = _options();
        var complete = RequestDefaults.Apply(request, options, _catalog);
        if (options.CheckRequests)
        {
            RequestChecks.ThrowIfRefused(complete, _catalog, options.ApiVersion, stream);
        }

        bool? streams = stream ? true : null;
        var body = ConversationContent.TryMake(complete, streams) ?? (HttpContent)new BytesContent(complete.ToUtf8Bytes(streams));
        return PostAsync(MessagesPath, body, options, call, request.Betas, cancellationToken);
    }

    MessageRequest IRequestDefaults.Complete(MessageRequest request) => RequestDefaults.Apply(request, _options(), _catalog);

    ClaudeRefusedException? IRequestDefaults.RefusalOf(MessageRequest request)
    {
        var options = _options();
        var complete = RequestDefaults.Apply(request, options, _catalog);
        return options.CheckRequests && RequestChecks.BatchProblem(complete, _catalog, options.ApiVersion) is { } problem
            ? new ClaudeRefusedException(RefusalReason.Validation, problem)
            : null;
    }

    private Task<HttpResponseMessage> PostAsync(
        string path, HttpContent body, ClaudeClientOptions options, ClaudeCall? call, IReadOnlyList<string> betas, CancellationToken cancellationToken) =>
        _calls.SendAsync(HttpMethod.Post, ApiAddress.Of(options.BaseAddress, path), body, call, betas, cancellationToken);
}
