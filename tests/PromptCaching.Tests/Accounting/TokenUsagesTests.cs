using PromptCaching.Accounting;
using PromptCaching.Bodies;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Accounting;

public sealed class TokenUsagesTests
{
    private static readonly TokenUsage _one = new() { Input = 1, CacheWrite5m = 2, CacheWrite1h = 4, CacheRead = 8, Output = 16, Thinking = 32 };

    [Fact]
    public void Each_counter_goes_into_its_bucket() => Of("""
        {"input_tokens":1,"cache_creation_input_tokens":6,"cache_creation":{"ephemeral_5m_input_tokens":2,"ephemeral_1h_input_tokens":4},
         "cache_read_input_tokens":8,"output_tokens":16,"output_tokens_details":{"thinking_tokens":32}}
        """).Should().Be(_one);

    [Fact]
    public void A_split_that_tells_more_than_the_whole_counts_no_more_than_the_whole() =>
        Of("""{"input_tokens":0,"cache_creation_input_tokens":10,"cache_creation":{"ephemeral_1h_input_tokens":60},"output_tokens":0}""")
            .Should().Be(new TokenUsage { CacheWrite1h = 10 });

    [Theory]
    [InlineData("""{"output_tokens":5}""")]
    [InlineData("""{"input_tokens":5}""")]
    [InlineData("{}")]
    public void Without_both_counters_that_every_bill_needs_nothing_is_known(string usage) => Of(usage).Should().BeNull();

    [Fact]
    public void Half_a_split_is_a_write_of_its_half()
    {
        Of("""{"input_tokens":0,"cache_creation":{"ephemeral_5m_input_tokens":10},"output_tokens":0}""").Should().Be(new TokenUsage { CacheWrite5m = 10 });
        Of("""{"input_tokens":0,"cache_creation":{"ephemeral_1h_input_tokens":10},"output_tokens":0}""").Should().Be(new TokenUsage { CacheWrite1h = 10 });
        Of("""{"input_tokens":7,"output_tokens":0}""").Should().Be(new TokenUsage { Input = 7 });
    }

    [Fact]
    public void Two_answers_add_up_bucket_by_bucket() => TokenUsages.Add(_one, new TokenUsage
    {
        Input = 10, CacheWrite5m = 20, CacheWrite1h = 40, CacheRead = 80, Output = 160, Thinking = 320,
    }).Should().Be(new TokenUsage { Input = 11, CacheWrite5m = 22, CacheWrite1h = 44, CacheRead = 88, Output = 176, Thinking = 352 });

    [Fact]
    public void What_is_not_known_of_one_is_not_known_of_both()
    {
        TokenUsages.Add(null, _one).Should().BeNull();
        TokenUsages.Add(_one, null).Should().BeNull();
    }

    [Fact]
    public void All_input_is_what_was_sent_written_and_read() => (_one.TotalInput, _one.CacheWrite).Should().Be((15, 6));

    private static TokenUsage? Of(string usage)
    {
        var counters = new AnswerUsage();
        counters.Apply(usage.Json());
        return TokenUsages.Of(counters);
    }
}
