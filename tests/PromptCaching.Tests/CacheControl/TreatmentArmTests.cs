using PromptCaching.Bodies;
using PromptCaching.CacheControl;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl;

public sealed class TreatmentArmTests
{
    [Theory]
    [InlineData("""{"role":"user","content":[{"type":"text","text":"Hello"}]}""")]
    [InlineData("""{"content":[{"text":"Hello","type":"text"}],"role":"user"}""")]
    [InlineData("""{"role":"user","content":[{"type":"text","text":"Hello","cache_control":{"type":"ephemeral","ttl":"1h"}}]}""")]
    [InlineData("""{"role":"user","content":"Hello"},{"role":"assistant","content":"Hi."},{"role":"user","content":"And?"}""")]
    public void A_conversation_keeps_its_place_while_its_spelling_changes(string messages) =>
        PlaceOf(messages).Should().Be(PlaceOf("""{"role":"user","content":"Hello"}"""));

    [Fact]
    public void The_place_is_the_same_in_every_process() =>
        PlaceOf("""{"role":"user","content":"Hello"}""").Should().BeApproximately(PlaceOfHello, 1e-12);

    [Fact]
    public void Another_first_message_has_another_place() =>
        PlaceOf("""{"role":"user","content":"Hello"}""").Should().NotBe(PlaceOf("""{"role":"user","content":"Hello!"}"""));

    [Fact]
    public void A_name_that_is_no_text_has_its_place_too() =>
        PlaceOf("""{"role":"user","content":[{"type":"text","text":"Hello","more":{"\ud800":"!"}}]}""").Should().BeInRange(0, 1);

    [Fact]
    public void Places_are_spread_evenly()
    {
        var tenths = Enumerable.Range(0, 2000).GroupBy(index => (int)(PlaceOf($$"""{"role":"user","content":"{{index}}"}""") * 10));

        tenths.Should().HaveCount(10).And.OnlyContain(tenth => tenth.Count() > 150 && tenth.Count() < 250);
    }

    [Fact]
    public void Who_is_treated_at_a_small_share_is_treated_at_every_larger_one() =>
        Enumerable.Range(0, 200).Select(index => $$"""{"role":"user","content":"{{index}}"}""")
            .Where(messages => ArmOf(messages, 0.2) == CacheControlArm.Treated)
            .Should().NotBeEmpty().And.OnlyContain(messages => ArmOf(messages, 0.7) == CacheControlArm.Treated);

    [Theory]
    [InlineData(0, CacheControlArm.Control)]
    [InlineData(1, CacheControlArm.Treated)]
    public void None_is_none_and_all_is_all(double share, CacheControlArm expected) =>
        Enumerable.Range(0, 100).Select(index => ArmOf($$"""{"role":"user","content":"{{index}}"}""", share)).Should().OnlyContain(arm => arm == expected);

    /// <summary>The first 53 bits of the SHA-256 of "Hello" and a zero byte, as a fraction.</summary>
    private const double PlaceOfHello = 0.8508827269109438;

    private static double PlaceOf(string messages)
    {
        var body = Body(messages);
        return TreatmentArm.PlaceOf(RequestOutline.Of(body)!, body);
    }

    private static CacheControlArm ArmOf(string messages, double share)
    {
        var body = Body(messages);
        return TreatmentArm.Of(new CacheControlOptions { TreatedShare = share }, RequestOutline.Of(body)!, body);
    }

    private static byte[] Body(string messages) => $$"""{"model":"m","max_tokens":1,"system":"s","messages":[{{messages}}]}""".Utf8();
}
