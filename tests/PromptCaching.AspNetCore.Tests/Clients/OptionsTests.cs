using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using PromptCaching.Accounting;

namespace PromptCaching.AspNetCore.Tests.Clients;

public sealed class OptionsTests
{
    private static readonly ClaudeGatewayOptionsValidator Validator = new("Claude");

    public static TheoryData<Action<ClaudeGatewayOptions>, string> Wrong => new()
    {
        { static options => options.MaxRequestBytes = 0, "MaxRequestBytes is 0" },
        { static options => options.MaxBatchBytes = -1, "MaxBatchBytes is -1" },
        { static options => options.MaxConcurrency = 0, "MaxConcurrency is 0" },
        { static options => options.AllowedOwnHeaders.Add("x-api-key"), "AllowedOwnHeaders has 'x-api-key'" },
        { static options => options.Clients["a/b"] = new() { Token = "secret-1" }, "Clients:a/b needs a name" },
        { static options => options.Clients["a"] = new() { Token = "secret-1", Scope = "b/c" }, "Clients:a needs a name" },
        { static options => options.Clients["a"] = new(), "Clients:a needs a Token or a TokenHash" },
        { static options => options.Clients["a"] = new() { Token = "secret-1", TokenHash = new string('0', 64) }, "and not both" },
        { static options => options.Clients["a"] = new() { TokenHash = "secret-1" }, "no SHA-256" },
        { static options => options.Clients["a"] = new() { Token = "secret-1", RequestsPerMinute = 0 }, "Clients:a:RequestsPerMinute is 0" },
        { static options => options.Clients["a"] = new() { Token = "secret-1", MaxConcurrency = 0 }, "Clients:a:MaxConcurrency is 0" },
        { static options => options.Clients["a"] = new() { Token = "secret-1", BudgetUsd = -0.5m }, "Clients:a:BudgetUsd is -0.5" },
        { static options => options.Clients["a"] = new() { Token = "secret-1", BudgetPeriod = (BudgetPeriod)9 }, "Clients:a:BudgetPeriod is 9" },
        {
            static options =>
            {
                options.Clients["a"] = new() { Token = "secret-1" };
                options.Clients["b"] = new() { Token = "secret-1" };
            },
            "one token for a and b"
        },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_cannot_work_is_refused_without_a_word_of_the_token(Action<ClaudeGatewayOptions> configure, string problem)
    {
        var options = new ClaudeGatewayOptions();
        configure(options);
        var result = Validator.Validate("Claude", options);

        result.FailureMessage.Should().Contain(problem).And.NotContain("secret-1");
    }

    [Theory]
    [InlineData("ClaudeGateway:AlowRemote", "AllowRemote")]
    [InlineData("ClaudeGateway:Clients:acme:BudgetUSDD", "BudgetUsd")]
    public void A_misspelt_option_is_refused_with_those_that_there_are(string path, string meant)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { [path] = "1", ["ClaudeGateway:maxconcurrency"] = "5", ["ClaudeGateway:Clients:acme:Token"] = "t" }).Build();
        var result = new ClaudeGatewayOptionsValidator("Claude", configuration).Validate("Claude", new ClaudeGatewayOptions());

        result.Failures.Should().ContainSingle().Which.Should().StartWith($"{path} is not an option.").And.Contain(meant);
    }

    [Fact]
    public async Task What_is_wrong_with_a_gateway_is_said_once()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddClaudeCaching().AddGateway(static gateway => gateway.MaxConcurrency = 0);
        await using var application = builder.Build();

        (await ((Func<Task>)(() => application.StartAsync())).Should().ThrowAsync<OptionsValidationException>())
            .Which.Failures.Should().ContainSingle().Which.Should().Contain("MaxConcurrency is 0");
    }

    [Fact]
    public void The_defaults_are_right() => Validator.Validate("Claude", new ClaudeGatewayOptions()).Succeeded.Should().BeTrue();
}
