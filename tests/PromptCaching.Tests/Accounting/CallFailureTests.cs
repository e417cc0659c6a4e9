using PromptCaching.Accounting;

namespace PromptCaching.Tests.Accounting;

public sealed class CallFailureTests
{
    [Theory]
    [InlineData(RefusalReason.Quota, "quota")]
    [InlineData(RefusalReason.Budget, "budget")]
    [InlineData(RefusalReason.NotCached, "not_cached")]
    [InlineData(RefusalReason.Unavailable, "unavailable")]
    [InlineData(RefusalReason.Validation, "validation")]
    public void A_refusal_has_its_reason_for_a_name(RefusalReason reason, string name) => CallFailure.Of(reason).Should().Be(name);

    [Fact]
    public void A_failure_is_named_by_what_it_is()
    {
        CallFailure.Incomplete.Should().Be("incomplete");
        CallFailure.Of(new ClaudeRefusedException(RefusalReason.Quota, "no")).Should().Be("refused");
        CallFailure.Of(new TaskCanceledException()).Should().Be("canceled");
        CallFailure.Of(new HttpRequestException()).Should().Be("connection");
    }
}
