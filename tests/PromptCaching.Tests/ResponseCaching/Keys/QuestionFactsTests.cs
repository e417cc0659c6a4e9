using PromptCaching.ResponseCaching.Keys;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.Keys;

public sealed class QuestionFactsTests
{
    [Fact]
    public void A_body_that_says_nothing_is_sampled_whole_and_nobody_s() =>
        Of("{}").Should().BeEquivalentTo(new
        {
            Model = (string?)null, IsStream = false, ReadsTheWorld = false, IsSampled = true, HasTemperature = false, UserId = (string?)null, HasOddUser = false,
        });

    [Theory]
    [InlineData("0", true, false)]
    [InlineData("0.0", true, false)]
    [InlineData("0e9", true, true)]
    [InlineData("0.1", true, true)]
    [InlineData("1", true, true)]
    [InlineData("null", false, true)]
    [InlineData("\"0\"", true, true)]
    public void Only_at_temperature_zero_it_is_not_sampled(string temperature, bool isSet, bool isSampled) =>
        Of($$"""{"temperature":{{temperature}}}""").Should().BeEquivalentTo(new { HasTemperature = isSet, IsSampled = isSampled });

    [Theory]
    [InlineData("""{"tools":[{"type":"web_search_20250305"}]}""", true)]
    [InlineData("""{"tools":[{"type":"web_fetch_20250910"}]}""", true)]
    [InlineData("""{"tools":[{"type":"code_execution_20250825"}]}""", true)]
    [InlineData("""{"tools":[{"type":"advisor_20260301"}]}""", true)]
    [InlineData("""{"tools":[{"type":"mcp_toolset"}]}""", true)]
    [InlineData("""{"tools":[{"type":"web_search_1"},{"type":"custom"}]}""", true)]
    [InlineData("""{"tools":[{"type":"web_search_1"},{"type":"web_fetch_1"}]}""", true)]
    [InlineData("""{"mcp_servers":[]}""", true)]
    [InlineData("""{"mcp_servers":[],"container":"c"}""", true)]
    [InlineData("""{"mcp_servers":[],"top_k":1}""", true)]
    [InlineData("""{"container":"c"}""", true)]
    [InlineData("""{"tools":[{"type":"custom"}]}""", false)]
    [InlineData("""{"tools":[{"type":1}]}""", false)]
    [InlineData("""{"tools":[{"name":"web_search_1"}]}""", false)]
    [InlineData("""{"other":[{"type":"web_search_1"}]}""", false)]
    public void What_the_server_reaches_or_keeps_is_the_world(string body, bool readsTheWorld) => Of(body).ReadsTheWorld.Should().Be(readsTheWorld);

    [Theory]
    [InlineData("\"u\"", "u", false)]
    [InlineData("null", null, false)]
    [InlineData("5", null, true)]
    public void A_user_is_named_by_a_text(string user, string? expected, bool isOdd) =>
        Of($$"""{"metadata":{"user_id":{{user}} } }""").Should().BeEquivalentTo(new { UserId = expected, HasOddUser = isOdd });

    [Theory]
    [InlineData("""{"model":"m","stream":true}""", "m", true)]
    [InlineData("""{"model":1,"stream":false}""", null, false)]
    [InlineData("""{"model":null,"stream":"true"}""", null, false)]
    public void A_model_is_a_text_and_a_stream_is_asked_for_by_true(string body, string? model, bool isStream) =>
        Of(body).Should().BeEquivalentTo(new { Model = model, IsStream = isStream });

    [Fact]
    public void Terms_that_differ_are_told_apart() =>
        ((QuestionTerms[])[new(false, false), new(true, false), new(false, true), new(true, true)]).Select(static it => it.Seed).Should().OnlyHaveUniqueItems();

    private static QuestionFacts Of(string body)
    {
        var output = new CanonicalBuffer(64);
        var facts = CanonicalBody.TryWrite(body.Utf8(), normalizesWhitespace: false, ref output, out _);
        output.Dispose();
        return facts!;
    }
}
