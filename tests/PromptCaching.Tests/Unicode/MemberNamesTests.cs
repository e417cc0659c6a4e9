using System.Text.Json;
using PromptCaching.Bodies;
using PromptCaching.Messages;
using PromptCaching.Tests.Support;
using PromptCaching.Unicode;

namespace PromptCaching.Tests.Unicode;

public sealed class MemberNamesTests
{
    private const string HalfAPair = """{"usage":{"\ud800":1,"input_tokens":2}}""";

    public static TheoryData<byte[]> Names => new(
        HalfAPair.Utf8(),
        """{"a":{"b\uDC00\ud83d":[]}}""".Utf8(),
        [.. "{\"a"u8, 0xC3, .. "\":1}"u8]);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"\ud83d\ude00":1}""")]
    [InlineData("""{"a":"\ud83d","b":["\udc00"]}""")]
    [InlineData("""{"\\ud800":1}""")]
    public void Names_that_are_text_pass_whatever_their_values_are(string json) =>
        FluentActions.Invoking(() => MemberNames.Check(json.Utf8(), JsonSettings.Reader)).Should().NotThrow();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_that_is_no_text_makes_it_no_json(byte[] json) =>
        FluentActions.Invoking(() => MemberNames.Check(json, JsonSettings.Reader)).Should().Throw<JsonException>().WithMessage("*not text*");

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_reader_of_answers_says_so(byte[] json)
    {
        FluentActions.Invoking(() => Message.Parse(json)).Should().Throw<JsonException>();
        AnswerScan.Read(json, isStream: false).IsComplete.Should().BeFalse();
        AnswerScan.Read([.. "event: message_delta\ndata: "u8, .. json, .. "\n\n"u8], isStream: true).IsComplete.Should().BeFalse();
    }

    [Fact]
    public async Task An_answer_of_that_kind_is_an_exception_of_ours()
    {
        using var server = new AnsweringServer(HalfAPair);
        using var chain = new ChainUnderTest(server: server);

        await chain.Client.Invoking(client => client.CreateMessageAsync(MessageRequest.From("Hi") with { Model = "claude-opus-4-8" }))
            .Should().ThrowAsync<ClaudeException>();
    }

    private sealed class AnsweringServer(string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { RequestMessage = request, Content = new StringContent(body, null, "application/json") });
    }
}
