using PromptCaching.Retrying;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Retrying;

public sealed class SpendLimitTests
{
    [Theory]
    [InlineData("""{"type":"error","error":{"details":{"error_code":"enforced_spend_limit_reached"}}}""", true)]
    [InlineData("""{"error_code":"enforced_spend_limit_reached"}""", true)]
    [InlineData("""{"error":{"details":{"error_code":"another"}}}""", false)]
    [InlineData("""{"error":{"details":{"error_code":429}}}""", false)]
    [InlineData("""{"error":{"message":"enforced_spend_limit_reached"}}""", false)]
    [InlineData("""{"error":{"message":"error_code","enforced_spend_limit_reached":1}}""", false)]
    [InlineData("""{"error_code":""", false)]
    [InlineData("Too many requests", false)]
    [InlineData("", false)]
    public void It_is_named_by_its_code_alone(string body, bool expected) => SpendLimit.IsNamedIn(body.Utf8()).Should().Be(expected);
}
