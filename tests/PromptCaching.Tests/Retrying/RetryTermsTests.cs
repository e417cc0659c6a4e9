using PromptCaching.Http;
using PromptCaching.Retrying;
using PromptCaching.Testing;

namespace PromptCaching.Tests.Retrying;

public sealed class RetryTermsTests
{
    private readonly UpstreamHealth _health = new(new ManualTimeProvider());

    [Fact]
    public void A_circuit_and_a_budget_bind_a_call_unless_they_are_switched_off()
    {
        Of(new()).Circuit.Should().NotBeNull();
        Of(new()).Budget.Should().NotBeNull();
        Of(new() { CircuitBreaker = false }).Circuit.Should().BeNull();
    }

    [Theory]
    [InlineData(2.9, true)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    public void As_much_as_every_call_may_repeat_is_no_budget(double share, bool isBound) =>
        (Of(new() { RetryBudget = share, MaxRetries = 3 }).Budget is not null).Should().Be(isBound);

    [Fact]
    public void Calls_to_one_address_share_a_budget_and_those_of_one_model_a_circuit()
    {
        _health.BudgetOf("https://a").Should().BeSameAs(_health.BudgetOf("HTTPS://A")).And.NotBeSameAs(_health.BudgetOf("https://b"));
        _health.CircuitOf("https://a", "one").Should().BeSameAs(_health.CircuitOf("https://a", "one"))
            .And.NotBeSameAs(_health.CircuitOf("https://a", "two"))
            .And.NotBeSameAs(_health.CircuitOf("https://b", "one"));
        _health.CircuitOf("https://a", null).Should().BeSameAs(_health.CircuitOf("https://a", ""));
    }

    [Fact]
    public void A_thousand_circuits_are_kept_and_then_all_are_forgotten()
    {
        var first = _health.CircuitOf("https://a", "0");
        for (var model = 1; model < 1000; model++)
        {
            _health.CircuitOf("https://a", $"{model}");
        }

        _health.CircuitOf("https://a", "0").Should().NotBeSameAs(first);
    }

    private RetryTerms Of(RetryingOptions options) => RetryTerms.Of(options, ClaudeEndpoint.Messages, "https://a", "model", _health);
}
