using PromptCaching.Bodies;
using PromptCaching.CacheControl.Verdicts;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.Verdicts;

/// <summary>What an answer says of the prompt: how much was read, how much written, and how much there was.</summary>
public sealed class ReportedTokensTests
{
    [Theory]
    [InlineData("""{"input_tokens":5,"cache_read_input_tokens":20,"cache_creation_input_tokens":300}""", 20, 300, 325)]
    [InlineData("""{"input_tokens":5}""", 0, 0, 5)]
    [InlineData("""{"input_tokens":5,"cache_creation":{"ephemeral_5m_input_tokens":70,"ephemeral_1h_input_tokens":100}}""", 0, 170, 175)]
    [InlineData("""{"input_tokens":5,"cache_creation":{"ephemeral_5m_input_tokens":70}}""", 0, 70, 75)]
    [InlineData("""{"input_tokens":5,"cache_creation":{"ephemeral_1h_input_tokens":100}}""", 0, 100, 105)]
    [InlineData("""{"input_tokens":5,"cache_creation_input_tokens":300,"cache_creation":{"ephemeral_5m_input_tokens":70}}""", 0, 300, 305)]
    [InlineData("""{"input_tokens":5,"cache_read_input_tokens":20,"iterations":[{"type":"message"}]}""", 20, 0, 25)]
    [InlineData("""{"input_tokens":5,"cache_read_input_tokens":20,"iterations":[{"type":"message"},{"type":"message"}]}""", 20, 0, 0)]
    public void Reads_and_writes_are_added_to_the_rest(string usage, long read, long written, long total) =>
        ReportedTokens.Of(Answer(usage)).Should().Be(new ReportedTokens(read, written, total));

    [Fact]
    public void An_answer_that_does_not_say_is_not_guessed_at()
    {
        ReportedTokens.Of(Answer("""{"cache_read_input_tokens":20}""")).Should().BeNull();
        ReportedTokens.Of(new AnswerOutline()).Should().BeNull();
        var answer = Answer("""{"input_tokens":5}""");
        answer.HasUsage = false;
        ReportedTokens.Of(answer).Should().BeNull();
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(1, 0, false)]
    [InlineData(0, 1, false)]
    public void Nothing_is_neither_read_nor_written(long read, long written, bool isNothing) =>
        new ReportedTokens(read, written, 5).IsNothing.Should().Be(isNothing);

    private static AnswerOutline Answer(string usage)
    {
        var answer = new AnswerOutline { HasUsage = true };
        answer.Usage.Apply(usage.Json());
        return answer;
    }
}
