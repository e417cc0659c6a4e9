using PromptCaching.Bodies;
using PromptCaching.CacheControl;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl;

public sealed class MarkerComplaintTests
{
    /// <summary>The API's words as they were seen, with the level whose markers are to be left out; null for all.</summary>
    public static TheoryData<string, string?> Complaints => new()
    {
        { "A maximum of 4 blocks with cache_control may be provided. Found 5.", null },
        { "messages.0.content.1.text: cache_control cannot be set for empty text blocks", "Messages" },
        { "system.0.text: cache_control cannot be set for empty text blocks", "System" },
        { "messages.13.content.0.thinking.cache_control: Extra inputs are not permitted", "Messages" },
        { "Tool 'a' cannot have both defer_loading=true and cache_control set. Tools with defer_loading cannot use prompt caching.", "Tools" },
        { "tools.3.custom.cache_control: Extra inputs are not permitted", "Tools" },
        { "messages.0.content.10.cache_control.ttl: a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block.", null },
        { "Top-level cache_control has ttl='5m' but the target block already has cache_control with ttl='1h'", null },
        { "cache_control: Extra inputs are not permitted", null },
    };

    [Theory]
    [MemberData(nameof(Complaints))]
    public void A_complaint_is_read_with_the_level_it_is_about(string message, string? level)
    {
        var complaint = MarkerComplaint.Of($$"""{"type":"error","error":{"type":"invalid_request_error","message":"{{message}}"} }""".Utf8());

        complaint!.Message.Should().Be(message);
        complaint.Level.Should().Be(level is null ? null : Enum.Parse<PromptLevel>(level));
    }

    [Theory]
    [InlineData("""{"type":"error","error":{"type":"invalid_request_error","message":"max_tokens: Field required"}}""")]
    [InlineData("""{"type":"error","error":{"type":"cache_control","message":"prompt is too long: 210000 tokens > 200000 maximum"}}""")]
    [InlineData("<html>400</html>")]
    [InlineData("")]
    public void Other_errors_are_no_complaints(string body) => MarkerComplaint.Of(body.Utf8()).Should().BeNull();

    [Theory]
    [InlineData("""{"message":"cache_control: Extra inputs are not permitted"}""")]
    [InlineData("""{"error":"cache_control is not supported"}""")]
    [InlineData("cache_control is not supported")]
    [InlineData("[\"cache_control")]
    public void A_gateway_may_say_it_in_its_own_form(string body) =>
        MarkerComplaint.Of(body.Utf8()).Should().Be(new MarkerComplaint(body, null));

    [Theory]
    [InlineData("""cache_control is not known: {"model":"m","system":"secret"}""")]
    [InlineData("""cache_control is not known: {"max_tokens":1,"messages":[{"role":"user","content":"secret"}]}""")]
    [InlineData("""{"detail":"cache_control is not known","request":{"metadata":{"user_id":"secret"},"model":"m"}}""")]
    [InlineData("""{"detail":"cache_control is not known: {\"model\":\"m\",\"system\":\"secret\"}"}""")]
    public void A_request_that_a_gateway_repeats_is_left_out(string body) =>
        MarkerComplaint.Of(body.Utf8())!.Message.Should().Contain("cache_control is not known").And.EndWith("...").And.NotContain("secret");
}
