using PromptCaching.Accounting;
using PromptCaching.Bodies;
using PromptCaching.Errors;
using PromptCaching.Messages;

namespace PromptCaching;

/// <summary>Maps records to HTTP and back. It has no policy of its own: that is in the chain under its <see cref="HttpClient"/>.</summary>
public sealed class ClaudeClient : IClaudeClient
{
    private const string MessagesPath = "v1/messages";
    private const string CountTokensPath = "v1/messages/count_tokens";
    private readonly HttpClient _http;
    private readonly Func<ClaudeClientOptions> _options;
    private readonly ModelCatalog _catalog;
    private readonly TimeProvider _time;

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
        _http = http;
        _options = options;
        _catalog = catalog;
        _time = time;
    }

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
        var body = RequestDefaults.ForCounting(request, options).ToUtf8Bytes();
        using var response = await PostAsync(CountTokensPath, body, options, null, cancellationToken).ConfigureAwait(false);
        var answer = await Transport.ReadAsync(response, cancellationToken).ConfigureAwait(false);
        return WireAnswers.Read<TokenCount>(answer, response, TokenCount.Parse);
    }

    private Task<HttpResponseMessage> SendMessageAsync(MessageRequest request, bool stream, ClaudeCall? call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var options = _options();
        var body = RequestDefaults.Apply(request, options, _catalog).ToUtf8Bytes(stream ? true : null);
        return PostAsync(MessagesPath, body, options, call, cancellationToken);
    }

    private async Task<HttpResponseMessage> PostAsync(
        string path, byte[] body, ClaudeClientOptions options, ClaudeCall? call, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, ApiAddress.Of(options.BaseAddress, path))
        {
            Content = new BytesContent(body),
            Version = _http.DefaultRequestVersion,
            VersionPolicy = _http.DefaultVersionPolicy,
        };
        call?.Set(message);
        var response = await Transport.SendAsync(_http, message, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw await ApiErrors.ReadAsync(response, response.GetCallReport()?.Attempts ?? 1, _time, cancellationToken).ConfigureAwait(false);
        }
    }
}
