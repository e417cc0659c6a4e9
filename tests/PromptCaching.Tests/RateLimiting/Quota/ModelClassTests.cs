using PromptCaching.RateLimiting.Quota;

namespace PromptCaching.Tests.RateLimiting.Quota;

public sealed class ModelClassTests
{
    [Theory]
    [InlineData("claude-opus-5-5", "opus-5-5")]
    [InlineData("claude-opus-5", "opus-5")]
    [InlineData("claude-opus-4-8", "opus-4")]
    [InlineData("claude-opus-4-5-20251101", "opus-4")]
    [InlineData("claude-sonnet-4-6", "sonnet-4")]
    [InlineData("claude-sonnet-5-5", "sonnet-5-5")]
    [InlineData("claude-haiku-4-5-20251001", "haiku-4-5")]
    [InlineData("claude-3-5-haiku-20241022", "haiku-3-5")]
    [InlineData("claude-fable-5-1", "fable-5")]
    [InlineData("claude-fable-5", "fable-5")]
    [InlineData("claude-mythos-5", "mythos-5")]
    [InlineData("claude-mythos-5-1", "mythos-5")]
    [InlineData("claude-opus-10-11", "opus-10-11")]
    [InlineData("us.anthropic.claude-opus-4-5-20251101-v1:0", "opus-4")]
    [InlineData("claude-haiku-4-5@20251001", "haiku-4-5")]
    [InlineData("a-model-of-tomorrow", "a-model-of-tomorrow")]
    [InlineData("claude-next", "claude-next")]
    [InlineData("claude-3-5", "claude-3-5")]
    [InlineData("claude--opus-5", "opus-5")]
    [InlineData("claude-opus-", "claude-opus-")]
    [InlineData("claude-opus-123", "claude-opus-123")]
    [InlineData("claude-opus-v1-5", "opus-5")]
    [InlineData("claude-Opus-5", "claude-Opus-5")]
    public void Models_that_share_limits_have_one_name(string model, string expected) => ModelClass.Of(model).Should().Be(expected);
}
