using PromptCaching.Guardrails.Tests.Support;

namespace PromptCaching.Guardrails.Tests.Redaction;

public sealed class PiiRedactorTests
{
    public static TheoryData<byte[]> Unreadable =>
    [
        "not json a@x.org"u8.ToArray(),
        "[\"a@x.org\"]"u8.ToArray(),
        "{\"messages\":\"a@x.org\""u8.ToArray(),
        "{} {\"a\":\"a@x.org\"}"u8.ToArray(),
        [0x1F, 0x8B, 0x08, 0x00, 0xFF],
        "{\"\\ud800\":\"a@x.org\"}"u8.ToArray(),
        [.. "{\"a\":\""u8, 0xC3, (byte)'"', (byte)'}'],
        [.. Enumerable.Repeat((byte)'[', 300)],
    ];

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void A_body_that_cannot_be_read_is_refused_and_not_quoted(byte[] body)
    {
        var redact = () => Redacting.With().Redact(body);

        redact.Should().Throw<ClaudeRefusedException>().WithMessage("The body cannot be redacted: *Nothing was sent;*")
            .Which.ToString().Should().NotContain("a@x.org");
    }

    [Fact]
    public void Half_a_surrogate_pair_in_a_text_does_no_harm()
    {
        const string Body = """{"messages":[{"role":"user","content":"\ud83d a@x.org \ude00"}]}""";

        Redacting.With().Redact(Body.Utf8()).Body.Utf8().Should().Be(Body.Replace("a@x.org", "[EMAIL_1]", StringComparison.Ordinal));
    }

    [Fact]
    public void Counts_say_how_much_of_what_was_replaced()
    {
        var counts = Redacting.With().Redact(Asked.Conversation("a@x.org, a@x.org and 10.1.2.3")).Counts;

        counts.Should().Equal(new Dictionary<Guardrails.Redaction.PiiKind, int> { [new("EMAIL")] = 2, [new("IP")] = 1 });
    }

    [Fact]
    public void The_result_of_a_batch_is_restored_by_redacting_its_request_once_more()
    {
        const string Line = """{"custom_id":"a","result":{"type":"succeeded","message":{"role":"assistant","content":[{"type":"text","text":"Hi [EMAIL_1]"}]}}}""";

        var redacted = Redacting.With().Redact(Asked.Conversation("I am a@x.org"));

        redacted.RestoreAnswer(Line.Utf8()).Utf8().Should().Be(Line.Replace("[EMAIL_1]", "a@x.org", StringComparison.Ordinal));
    }
}
