using PromptCaching.CacheControl;
using PromptCaching.CacheControl.Linting;

namespace PromptCaching.Tests.CacheControl.Linting;

/// <summary>When text that looks as if it changed is taken for text that does: by what stands around it, by where it stands, and by how random it is.</summary>
public sealed class VolatileRulesTests
{
    private const string Random = "9f86d081884c7d659a2feaa0c55ad015";

    [Theory]
    [InlineData("now #", Tense.Present)]
    [InlineData("since #", Tense.Elsewhen)]
    [InlineData("a #", Tense.Unsaid)]
    [InlineData("until now #", Tense.Present)]
    [InlineData("now until #", Tense.Elsewhen)]
    [InlineData("now\n#", Tense.Unsaid)]
    [InlineData("until # is now", Tense.Present)]
    [InlineData("# is today", Tense.Present)]
    [InlineData("# , which we all know as today", Tense.Unsaid)]
    [InlineData("know #", Tense.Unsaid)]
    public void The_nearest_word_before_it_on_its_line_says_when(string text, object tense) => TenseOf(text).Should().Be((Tense)tense);

    [Theory]
    [InlineData(57, Tense.Present)]
    [InlineData(58, Tense.Unsaid)]
    public void Sixty_characters_back_are_looked_at(int between, object tense) => TenseOf("x now" + new string('.', between) + "#").Should().Be((Tense)tense);

    [Theory]
    [InlineData("see https://a.b/#", true)]
    [InlineData("see (https://a.b/#", true)]
    [InlineData("https://a.b/ #", false)]
    [InlineData("https://a.b/\n#", false)]
    [InlineData("://#", true)]
    [InlineData("a/#", false)]
    [InlineData("#://", false)]
    public void What_is_part_of_an_address_is_its_own_business(string text, bool isInAddress) =>
        Surroundings.IsInAddress(text, text.IndexOf('#', StringComparison.Ordinal)).Should().Be(isInAddress);

    [Theory]
    [InlineData("commit #", true)]
    [InlineData("sha256:#", true)]
    [InlineData("SHA-1 = #", true)]
    [InlineData("key_id: #", true)]
    [InlineData("monkey #", false)]
    [InlineData("commit and then #", false)]
    [InlineData("#", false)]
    public void What_is_said_to_be_a_digest_stays_as_it_is(string text, bool isDigest) =>
        Surroundings.IsDigest(text, text.IndexOf('#', StringComparison.Ordinal)).Should().Be(isDigest);

    [Theory]
    [InlineData(FragmentOrigin.Instructions, "x 12:34:56 y", true)]
    [InlineData(FragmentOrigin.Instructions, "x 12:00:00 y", false)]
    [InlineData(FragmentOrigin.Instructions, "until 12:34:56", false)]
    [InlineData(FragmentOrigin.Instructions, "It is 12:00:00", true)]
    [InlineData(FragmentOrigin.Instructions, "x 12:34 y", false)]
    [InlineData(FragmentOrigin.Instructions, "It is 12:34 y", true)]
    [InlineData(FragmentOrigin.Schema, "x 12:34:56 y", false)]
    [InlineData(FragmentOrigin.Schema, "It is 12:34:56 y", true)]
    [InlineData(FragmentOrigin.Turn, "x 12:34:56 y", false)]
    [InlineData(FragmentOrigin.Turn, "It is 12:34:56 y", true)]
    [InlineData(FragmentOrigin.SchemaDefault, "12:34:56", true)]
    [InlineData(FragmentOrigin.SchemaDefault, "12:00:00", false)]
    [InlineData(FragmentOrigin.SchemaDefault, "now 12:34", false)]
    [InlineData(FragmentOrigin.Record, "It is 12:34:56 y", false)]
    [InlineData(FragmentOrigin.Instructions, "", false)]
    public void A_time_tells_by_itself_in_instructions_and_elsewhere_if_it_is_said_to_be_now(object origin, string text, bool isFound) =>
        Find((FragmentOrigin)origin, text).Any().Should().Be(isFound);

    [Theory]
    [InlineData(FragmentOrigin.Instructions, "request id: a8f3c2d1", true)]
    [InlineData(FragmentOrigin.Turn, "request id: a8f3c2d1", true)]
    [InlineData(FragmentOrigin.Schema, "request id: a8f3c2d1", false)]
    [InlineData(FragmentOrigin.Instructions, "for example request id: a8f3c2d1", false)]
    [InlineData(FragmentOrigin.Instructions, "request id: test8f3c", false)]
    [InlineData(FragmentOrigin.Instructions, "timestamp: 1763633472", true)]
    [InlineData(FragmentOrigin.Turn, "timestamp: 1763633472", true)]
    [InlineData(FragmentOrigin.Schema, "timestamp: 1763633472", false)]
    [InlineData(FragmentOrigin.Instructions, "x " + Random, true)]
    [InlineData(FragmentOrigin.Turn, "x " + Random, false)]
    [InlineData(FragmentOrigin.SchemaDefault, Random, true)]
    [InlineData(FragmentOrigin.Instructions, "such as " + Random, false)]
    [InlineData(FragmentOrigin.Instructions, "commit " + Random, false)]
    public void An_id_tells_by_its_label_and_random_text_by_being_random(object origin, string text, bool isFound) =>
        Find((FragmentOrigin)origin, text).Any().Should().Be(isFound);

    [Theory]
    [InlineData("abc1abc1abc1abc1", false)]
    [InlineData("abcdef0123456789", false)]
    [InlineData("9f86d081884c7d65", true)]
    [InlineData("aaaaaaaaaaaaaa1f", false)]
    [InlineData("12345f86d081884c", false)]
    [InlineData("5a1b2c3a1b2c3a1b", true)]
    [InlineData("5a1b2a1b2a1b5a1b", false)]
    public void Sixteen_characters_are_random_with_six_different_ones_that_do_not_count_up(string value, bool isRandom) =>
        Find(FragmentOrigin.SchemaDefault, value).Any().Should().Be(isRandom);

    [Theory]
    [InlineData(39, true)]
    [InlineData(40, false)]
    [InlineData(41, true)]
    [InlineData(63, true)]
    [InlineData(64, false)]
    [InlineData(65, true)]
    public void Text_as_long_as_a_digest_is_taken_for_one(int length, bool isFound) =>
        Find(FragmentOrigin.Instructions, "x " + (Random + Random + Random)[..length]).Any().Should().Be(isFound);

    [Fact]
    public void What_one_pattern_took_no_other_takes_again()
    {
        Find(FragmentOrigin.Instructions, "It is 2025-11-20T10:11:12Z.").Should().Equal(new Sighting(VolatileKind.Timestamp, VolatileSeverity.High, 6, 20));
        Find(FragmentOrigin.Instructions, "It is 12:34:56 12:34:57").Select(sighting => (sighting.Offset, sighting.Length)).Should().Equal((6, 8), (15, 8));
    }

    [Fact]
    public void Findings_stand_in_the_order_of_the_text_and_are_low_in_a_turn()
    {
        const string Text = "It is 12:34:56, nonce: x7k2p, request id: a8f3c2d1";

        Find(FragmentOrigin.Instructions, Text).Select(sighting => $"{sighting.Kind} {sighting.Severity} {Text.Substring(sighting.Offset, sighting.Length)}")
            .Should().Equal("Time High 12:34:56", "Nonce High x7k2p", "Identifier High a8f3c2d1");
        Find(FragmentOrigin.Turn, Text).Select(sighting => sighting.Severity).Should().OnlyContain(severity => severity == VolatileSeverity.Low);
    }

    private static List<Sighting> Find(FragmentOrigin origin, string text) => [.. VolatileScan.In(new Fragment("p", text, origin))];

    private static Tense TenseOf(string text) => Surroundings.Of(text, text.IndexOf('#', StringComparison.Ordinal), 1);
}
