using PromptCaching.Messages;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Client;

public sealed class ModelsTests : IDisposable
{
    private readonly ChainUnderTest _chain = new();

    private IClaudeClient Client => _chain.Client;

    public void Dispose() => _chain.Dispose();

    [Fact]
    public async Task Every_model_is_listed_newest_first()
    {
        var models = await Client.Models.ListAsync().ToListAsync();

        models.Should().OnlyHaveUniqueItems(static model => model.Id).And.BeInDescendingOrder(static model => model.CreatedAt);
        models.Select(static model => model.Id).Should().Contain("claude-sonnet-5-5");
        models.Should().OnlyContain(static model => model.ExtraFields.Values.All(static field => field.ValueKind == System.Text.Json.JsonValueKind.Null));
    }

    [Fact]
    public async Task A_model_says_what_it_can_do()
    {
        var model = await Client.Models.GetAsync("claude-opus-4-5");

        model.Id.Should().Be("claude-opus-4-5-20251101");
        model.MaxInputTokens.Should().Be(200_000);
        model.Supports("thinking", "types", "adaptive").Should().BeFalse();
        model.Supports("effort", "high").Should().BeTrue();
        model.Supports("flight").Should().BeNull();
    }

    [Fact]
    public async Task A_model_that_is_not_there_is_an_error_of_the_API() =>
        (await Client.Models.Awaiting(static models => models.GetAsync("claude-none")).Should().ThrowAsync<ClaudeApiException>())
            .Which.ErrorType.Should().Be(ErrorType.NotFound);

    [Fact]
    public async Task A_request_names_its_own_betas()
    {
        await Client.CreateMessageAsync(MessageRequest.From("hello") with { Betas = [ClaudeBetas.ContextManagement, ClaudeBetas.FastMode] });

        _chain.Emulator.Calls.Should().ContainSingle().Which.Headers["anthropic-beta"].Should().Equal("context-management-2025-06-27,fast-mode-2026-02-01");
    }
}
