using System.Text.Json;
using PromptCaching.Bodies;
using PromptCaching.RateLimiting.Quota;

namespace PromptCaching.Tests.RateLimiting.Quota;

public sealed class ActualTokensTests
{
    [Theory]
    [InlineData(false, 1_110, 110)]
    [InlineData(true, 1_110, 1_110)]
    public void What_is_written_counts_always_and_what_is_read_only_where_reads_count(bool countsReads, double total, double counted)
    {
        var usage = Usage(new { input_tokens = 10, cache_creation_input_tokens = 100, cache_read_input_tokens = 1_000 });

        ActualTokens.Of(usage, countsReads).Should().Be(new ActualTokens(total, counted));
    }

    [Fact]
    public void What_is_not_told_of_the_cache_is_nothing()
    {
        ActualTokens.Of(Usage(new { input_tokens = 10 }), countsReads: true).Should().Be(new ActualTokens(10, 10));
        ActualTokens.Of(Usage(new { cache_read_input_tokens = 10 }), countsReads: true).Should().BeNull("the prompt itself is unknown");
    }

    private static AnswerUsage Usage(object counters)
    {
        var usage = new AnswerUsage();
        usage.Apply(JsonSerializer.SerializeToElement(counters));
        return usage;
    }
}
