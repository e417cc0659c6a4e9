using PromptCaching.CacheControl;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.Linting;

/// <summary>From a drift on nothing is read: so much of the earlier request is lost, at four characters a token.</summary>
public sealed class TokensAtStakeTests
{
    private const int Tool = 400;
    private const int Search = 800;
    private const int System = 1600;
    private const int Message = 3200;

    /// <summary>The tools that are rendered come first, then those of the web, then the system prompt and the messages.</summary>
    [Theory]
    [InlineData("\"m\"", "\"n\"", Tool + Search + (2 * System) + (3 * Message))]
    [InlineData("\"tool", "\"loot", Tool + Search + (2 * System) + (3 * Message))]
    [InlineData("\"web!", "\"web?", Search + (2 * System) + (3 * Message))]
    [InlineData("\"one", "\"two", (2 * System) + (3 * Message))]
    [InlineData("\"s2", "\"S2", System + (3 * Message))]
    [InlineData("\"x\":1", "\"tool_choice\":{\"type\":\"any\"}", 3 * Message)]
    [InlineData("\"x\":1", "\"speed\":\"fast\"", Search + (2 * System) + (3 * Message))]
    [InlineData("\"answer", "\"ANSWER", 2 * Message)]
    public void What_stands_behind_the_difference_is_lost(string before, string after, int characters)
    {
        Body.Should().Contain(before);

        Drift(Body, Body.Replace(before, after, StringComparison.Ordinal)).TokensAtStake.Should().Be(characters / 4);
    }

    [Fact]
    public void A_system_block_that_was_added_or_taken_away_is_told_with_what_stands_behind_it()
    {
        var less = Body.Replace($$""",{"type":"text","text":"{{Text("s2", System)}}"}""", "", StringComparison.Ordinal);

        Drift(Body, less).Should().BeEquivalentTo(new { Place = "system.1", Difference = "is gone", TokensAtStake = (System + (3 * Message)) / 4 });
        Drift(less, Body).Should().BeEquivalentTo(new { Place = "system.1", Difference = "was added", TokensAtStake = 3 * Message / 4 });
    }

    [Fact]
    public void A_tool_that_was_added_or_taken_away_is_told_with_what_stands_behind_it()
    {
        var rest = Search + (2 * System) + (3 * Message);
        var more = Body.Replace("\"tools\":[", """ "tools":[{"name":"z"},""", StringComparison.Ordinal);

        Drift(Body, more).Should().BeEquivalentTo(new { Kind = PrefixDriftKind.ToolAdded, TokensAtStake = (Tool + rest) / 4 });
        Drift(more, Body).Should().BeEquivalentTo(new { Kind = PrefixDriftKind.ToolRemoved, TokensAtStake = (Tool + rest + 1) / 4 });
        var last = Body.Replace("""},{"type":"web_search_1" """.TrimEnd(), """},{"name":"z"},{"type":"web_search_1" """.TrimEnd(), StringComparison.Ordinal);
        Drift(Body, last).Should().BeEquivalentTo(new { Place = "tools.1", TokensAtStake = rest / 4 });
    }

    [Fact]
    public void Earlier_and_later_are_the_places_of_the_requests_given()
    {
        var drift = Drift(Body, Body.Replace("\"answer", "\"ANSWER", StringComparison.Ordinal));

        (drift.Earlier, drift.Later, drift.IsSameConversation).Should().Be((0, 1, true));
    }

    private static string Body { get; } = $$"""
        {"model":"m","x":1,"tools":[{"description":"{{Text("tool", Tool)}}"},{"type":"web_search_1","allowed":"{{Text("web!", Search)}}"}],
         "system":[{"type":"text","text":"{{Text("one", System)}}"},{"type":"text","text":"{{Text("s2", System)}}"}],
         "messages":[{"role":"user","content":"{{Text("question", Message)}}"},{"role":"assistant","content":"{{Text("answer", Message)}}"},
                     {"role":"user","content":"{{Text("next", Message)}}"}]}
        """;

    private static string Text(string beginning, int length) => beginning + new string('-', length - beginning.Length);

    private static PrefixDrift Drift(string before, string now) => PrefixLint.FindDrift(before.Utf8(), now.Utf8()).Should().ContainSingle().Subject;
}
