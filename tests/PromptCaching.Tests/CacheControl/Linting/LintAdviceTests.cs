using PromptCaching.CacheControl;
using PromptCaching.CacheControl.Linting;

namespace PromptCaching.Tests.CacheControl.Linting;

/// <summary>What a developer reads of each finding.</summary>
public sealed class LintAdviceTests
{
    [Theory]
    [InlineData(PrefixDriftKind.Model, "Stay with one model for a conversation; each model has caches of its own.")]
    [InlineData(PrefixDriftKind.ToolAdded, "Send the same tools from the first request on; forbid some with tool_choice, or load many with defer_loading.")]
    [InlineData(PrefixDriftKind.ToolRemoved, "Send the same tools from the first request on; forbid some with tool_choice, or load many with defer_loading.")]
    [InlineData(PrefixDriftKind.ToolOrder, "Order the tools by name before sending them.")]
    [InlineData(PrefixDriftKind.ToolChanged, "Make the definitions of tools once, without anything that depends on the request.")]
    [InlineData(PrefixDriftKind.SystemChanged, "Move what changes into a block of its own at the end of the system prompt, or into the last user message.")]
    [InlineData(PrefixDriftKind.Parameter, "Keep it the same within a conversation; the first image and the first citation cost one miss.")]
    [InlineData(PrefixDriftKind.MessageChanged, "Send earlier turns exactly as they were sent; add what is new behind them.")]
    [InlineData(PrefixDriftKind.HistoryCut, "Cut the history rarely and by much, not by a turn with every request.")]
    [InlineData(PrefixDriftKind.KeyOrder, "Serialize from an ordered structure, and send tool inputs back as they came.")]
    [InlineData(PrefixDriftKind.NumberSpelling, "Send numbers back as they came, without parsing them.")]
    public void Every_drift_has_advice(PrefixDriftKind kind, string advice) => DriftAdvice.For(kind).Should().Be(advice);

    [Theory]
    [InlineData(VolatileKind.Date, "a date", "Say the date in the last user message, or accept one new cache entry a day.")]
    [InlineData(VolatileKind.Time, "a time", "Say the time in the last user message, or offer it as a tool; where the day will do, leave out the time.")]
    [InlineData(VolatileKind.Timestamp, "a date with its time", "Say the time in the last user message, or offer it as a tool; where the day will do, leave out the time.")]
    [InlineData(VolatileKind.EpochTime, "a Unix time", "Say the time in the last user message, or offer it as a tool; where the day will do, leave out the time.")]
    [InlineData(VolatileKind.Guid, "a UUID", "If it is new in each request, leave it out or move it into the last user message; if it names something lasting, keep it.")]
    [InlineData(VolatileKind.Ulid, "a ULID", "If it is new in each request, leave it out or move it into the last user message; if it names something lasting, keep it.")]
    [InlineData(VolatileKind.Identifier, "an id", "Send it as a header or in metadata.user_id, which are no part of the prompt, or move it into the last user message.")]
    [InlineData(VolatileKind.Counter, "a counter", "Leave the count out, or say it in the last user message.")]
    [InlineData(VolatileKind.Nonce, "random text", "Take random text out of the prompt; nothing of it is needed to keep requests apart.")]
    public void Every_volatile_text_has_a_name_and_advice(VolatileKind kind, string name, string advice) =>
        (VolatileAdvice.Name(kind), VolatileAdvice.For(kind)).Should().Be((name, advice));

    [Theory]
    [InlineData(MismatchForm.Value, "has another value", false)]
    [InlineData(MismatchForm.Text, "differs at character 7", false)]
    [InlineData(MismatchForm.Added, "was added", false)]
    [InlineData(MismatchForm.Removed, "is gone", false)]
    [InlineData(MismatchForm.KeyOrder, "has the same keys in another order", true)]
    [InlineData(MismatchForm.NumberSpelling, "is the same number in another spelling", true)]
    public void Every_mismatch_is_told(object form, string difference, bool isSpelling)
    {
        var mismatch = new Mismatch("p", (MismatchForm)form, 7);

        (mismatch.Difference, mismatch.IsSpelling).Should().Be((difference, isSpelling));
    }

    [Theory]
    [InlineData(VolatileKind.Date, "On 2025-11-20 we met", 3, 10, "On ####-##-##")]
    [InlineData(VolatileKind.Guid, "id ab-12 end", 3, 5, "id ##-##")]
    [InlineData(VolatileKind.Ulid, "id AB12", 3, 4, "id ####")]
    [InlineData(VolatileKind.Identifier, "id a_1", 3, 3, "id #_#")]
    [InlineData(VolatileKind.Nonce, "12 ab1", 3, 3, "## ###")]
    [InlineData(VolatileKind.Counter, "try 12", 4, 2, "try ##")]
    [InlineData(VolatileKind.EpochTime, "now\t\n5", 5, 1, "now  #")]
    [InlineData(VolatileKind.Date, "12345678901234567890 on", 20, 3, "#################### on")]
    [InlineData(VolatileKind.Date, "x12345678901234567890on", 21, 2, "…####################on")]
    public void An_excerpt_hides_every_value_and_shows_twenty_characters_before(VolatileKind kind, string text, int offset, int length, string excerpt) =>
        VolatileExcerpt.Of(text, offset..(offset + length), kind).Should().Be(excerpt);

    [Theory]
    [InlineData(40, "")]
    [InlineData(41, "…")]
    public void An_excerpt_is_cut_behind_forty_characters(int length, string end) =>
        VolatileExcerpt.Of(new string('a', length), ..length, VolatileKind.Nonce).Should().Be(new string('#', 40) + end);
}
