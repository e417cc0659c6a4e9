using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PromptCaching.Guardrails.Validation;
using PromptCaching.Messages;
using PromptCaching.Testing;

namespace PromptCaching.Chaos.ForeignBytes;

/// <summary>The whole chain with the client on top: whatever a server says ends in an answer or in one of our own exceptions.</summary>
internal sealed class ChainReaders : IDisposable
{
    private static readonly HttpStatusCode[] Statuses =
        [HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.TooManyRequests, HttpStatusCode.BadGateway, (HttpStatusCode)529];

    private readonly ServiceProvider _services;
    private readonly Speaker _speaker = new();
    private int _questions;

    public ChainReaders()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new ManualTimeProvider());
        Configure(services.AddClaudeCaching());
        Configure(services.AddClaudeCaching("guarded").AddRedaction().AddValidation(static rules => rules.Action = ValidationAction.Sanitise));
        _services = services.BuildServiceProvider();
    }

    public IEnumerable<ForeignReader> All()
    {
        var (messages, streams) = (AnswerReaders.Bytes([.. SoundAnswers.Messages, .. SoundAnswers.Errors]), AnswerReaders.Bytes(SoundAnswers.Streams));
        foreach (var name in (string[])[ClaudeDefaults.ClientName, "guarded"])
        {
            var client = _services.GetRequiredKeyedService<IClaudeClient>(name);
            yield return new ForeignReader($"chain-message-{name}", messages, bytes => Ask(client, bytes, "application/json"));
            yield return new ForeignReader($"chain-stream-{name}", streams, bytes => Ask(client, bytes, "text/event-stream"));
        }
    }

    public void Dispose() => _services.Dispose();

    private static async Task AskAsync(IClaudeClient client, MessageRequest request) => (await client.CreateMessageAsync(request)).GetCallReport();

    private static async Task StreamAsync(IClaudeClient client, MessageRequest request)
    {
        await using var stream = await client.StreamMessageAsync(request);
        await stream.GetFinalMessageAsync();
    }

    private void Configure(IClaudeBuilder client)
    {
        client.ConfigureClient(static options => options.ApiKey = "key")
            .ConfigureRateLimiting(static options => options.Enabled = false) // a header may close the quota for a month
            .ConfigureRetrying(static options => options.Enabled = false);
        client.HttpClient.ConfigurePrimaryHttpMessageHandler(() => _speaker);
    }

    private void Ask(IClaudeClient client, byte[] bytes, string mediaType)
    {
        _questions++;
        _speaker.Say(bytes, mediaType, mediaType == "application/json" ? Statuses[bytes.Length % Statuses.Length] : HttpStatusCode.OK);
        var request = MessageRequest.From($"Question {_questions} of ann@example.com") with { Model = "claude-opus-4-8" };
        RequestReaders.Bearing<ClaudeException>(() => (mediaType == "application/json" ? AskAsync(client, request) : StreamAsync(client, request)).GetAwaiter().GetResult());
    }

    private sealed class Speaker : HttpMessageHandler
    {
        private (byte[] Bytes, string MediaType, HttpStatusCode Status) _next;

        public void Say(byte[] bytes, string mediaType, HttpStatusCode status) => _next = (bytes, mediaType, status);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(_next.Status)
            {
                RequestMessage = request,
                Content = new ByteArrayContent(_next.Bytes) { Headers = { ContentType = new(_next.MediaType) } },
            });
    }
}
