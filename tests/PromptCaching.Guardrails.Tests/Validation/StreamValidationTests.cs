using System.Text;
using PromptCaching.Guardrails.Validation;
using PromptCaching.Messages;

namespace PromptCaching.Guardrails.Tests.Validation;

/// <summary>Streams that pass while they are written, and streams that break.</summary>
public sealed class StreamValidationTests
{
    private const string Hostile = "I cannot verify it.<script>alert(1)</script>";

    [Fact]
    public async Task What_passes_ends_with_a_comment_that_says_what_is_wrong()
    {
        using var plain = new ValidatedChain(options => options.Enabled = false);
        using var chain = new ValidatedChain(options => options.Streams = StreamValidation.PassThrough);
        plain.Answers(Hostile);
        chain.Answers(Hostile);

        var (_, before, _) = await plain.AskAsync(isStream: true);
        var (_, after, response) = await chain.AskAsync(isStream: true);

        var comment = ": x-promptcaching-validation warned harmful_markup,uncertainty\n";
        after.Should().Be(before.Insert(before.IndexOf("event: message_stop", StringComparison.Ordinal), comment));
        response.GetValidation()!.Outcome.Should().Be(ValidationOutcome.Warned);
        chain.Seen.Should().ContainSingle().Which.IsStream.Should().BeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public async Task A_reader_of_any_pace_gets_the_same(int length)
    {
        using var chain = new ValidatedChain(options => options.Streams = StreamValidation.PassThrough);
        chain.Answers(Hostile);
        var (_, whole, _) = await chain.AskAsync(isStream: true);

        using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.anthropic.com/v1/messages")
        {
            Content = new StringContent(ValidatedChain.Question(isStream: true)) { Headers = { ContentType = new("application/json") } },
        };
        using var response = await chain.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        var (read, buffer) = (new StringBuilder(), new byte[length]);
        for (var count = await stream.ReadAsync(buffer); count > 0; count = await stream.ReadAsync(buffer))
        {
            read.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }

        read.ToString().Should().Be(whole);
    }

    [Theory]
    [InlineData(StreamValidation.PassThrough)]
    [InlineData(StreamValidation.HoldBack)]
    public async Task Our_own_client_reads_it_like_any_other(StreamValidation streams)
    {
        using var chain = new ValidatedChain(options => options.Streams = streams);
        chain.Answers(Hostile);
        var request = MessageRequest.Parse(Encoding.UTF8.GetBytes(ValidatedChain.Question(isStream: false)));

        await using var stream = await chain.Client.StreamMessageAsync(request);
        var message = await stream.GetFinalMessageAsync();

        message.Text.Should().Be(streams == StreamValidation.HoldBack ? "I cannot verify it." : Hostile);
        message.Usage.OutputTokens.Should().BePositive();
        stream.CallReport!.IsComplete.Should().BeTrue();
    }

    [Fact]
    public async Task What_passes_and_would_be_refused_is_not_stored()
    {
        using var chain = new ValidatedChain(options => (options.Streams, options.Action) = (StreamValidation.PassThrough, ValidationAction.Refuse));
        chain.Answers(Hostile);

        await chain.AskAsync(isStream: true);
        await chain.AskAsync(isStream: true);

        chain.Upstream.Should().Be(2);
    }

    [Fact]
    public async Task A_harmless_stream_passes_byte_for_byte()
    {
        using var plain = new ValidatedChain(options => options.Enabled = false);
        using var chain = new ValidatedChain(options => options.Streams = StreamValidation.PassThrough);

        (await chain.AskAsync(isStream: true)).Body.Should().Be((await plain.AskAsync(isStream: true)).Body);
        chain.Seen.Should().ContainSingle().Which.Outcome.Should().Be(ValidationOutcome.Passed);
    }

    [Theory]
    [InlineData(ValidationAction.Sanitise)]
    [InlineData(ValidationAction.Refuse)]
    public async Task A_stream_that_was_cut_stays_cut_and_brings_nothing_harmful(ValidationAction action)
    {
        using var handler = new ValidationHandler(new ResponseValidator(new ValidationOptions { Action = action })) { InnerHandler = new Cut() };
        using var http = new HttpClient(handler);

        using var response = await http.PostAsync(new Uri("https://api.anthropic.com/v1/messages"), new StringContent("{}"));
        var body = await response.Content.ReadAsStringAsync();

        response.GetValidation()!.Outcome.Should().Be(ValidationOutcome.Incomplete);
        body.Should().Be("event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"Hi\"}}\n\n");
    }

    private sealed class Cut : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage
            {
                Content = new StringContent(
                    """
                    event: content_block_start
                    data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":"H"}}

                    event: content_block_delta
                    data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"i<script>alert("}}


                    """,
                    Encoding.UTF8,
                    "text/event-stream"),
            });
    }
}
