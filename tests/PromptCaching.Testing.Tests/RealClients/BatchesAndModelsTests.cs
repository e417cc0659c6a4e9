using Anthropic.Exceptions;
using Anthropic.Models.Messages.Batches;
using Anthropic.Models.Models;

namespace PromptCaching.Testing.Tests.RealClients;

public sealed class BatchesAndModelsTests : IAsyncLifetime
{
    private OfficialClient _client = null!;

    public async Task InitializeAsync() => _client = await OfficialClient.StartAsync();

    public async Task DisposeAsync() => await _client.DisposeAsync();

    [Fact]
    public async Task A_batch_goes_all_its_way()
    {
        var batches = _client.Api.Messages.Batches;
        var made = await batches.Create(Batch("one", "two", "three"));
        made.ProcessingStatus.Value().Should().Be(ProcessingStatus.InProgress);
        made.RequestCounts.Processing.Should().Be(3);

        var ended = await batches.Retrieve(made.ID);
        ended.ProcessingStatus.Value().Should().Be(ProcessingStatus.Ended);
        ended.RequestCounts.Succeeded.Should().Be(3);

        var results = await batches.ResultsStreaming(made.ID).ToListAsync();
        results.ForEach(static result => result.Validate());
        results.Select(static result => result.CustomID).Should().BeEquivalentTo("one", "two", "three");
        results.Should().OnlyContain(static result => IsAnswered(result));

        (await batches.List()).Items.Should().ContainSingle().Which.ID.Should().Be(made.ID);
        (await batches.Delete(made.ID)).ID.Should().Be(made.ID);
        (await batches.List()).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task A_batch_can_be_canceled()
    {
        var batches = _client.Api.Messages.Batches;
        var made = await batches.Create(Batch("one"));

        (await batches.Cancel(made.ID)).ProcessingStatus.Value().Should().Be(ProcessingStatus.Canceling);
        (await batches.Retrieve(made.ID)).RequestCounts.Canceled.Should().Be(1);
        (await batches.ResultsStreaming(made.ID).ToListAsync()).Single().Result.TryPickCanceled(out _).Should().BeTrue();
    }

    [Fact]
    public async Task The_models_are_listed_page_by_page()
    {
        var page = await _client.Api.Models.List(new ModelListParams { Limit = 3 });
        page.Validate();
        page.Items.Should().HaveCount(3);

        page.HasNext().Should().BeTrue();
        var next = await page.Next();
        next.Items.Select(static model => model.ID).Should().NotIntersectWith(page.Items.Select(static model => model.ID));
    }

    [Fact]
    public async Task A_model_is_found_by_its_alias()
    {
        var model = await _client.Api.Models.Retrieve("claude-opus-4-5");

        model.Validate();
        model.ID.Should().Be("claude-opus-4-5-20251101");
        model.MaxInputTokens.Should().Be(200_000);
        await _client.Api.Invoking(static api => api.Models.Retrieve("claude-none")).Should().ThrowAsync<AnthropicNotFoundException>();
    }

    private static bool IsAnswered(MessageBatchIndividualResponse response) =>
        response.Result.TryPickSucceeded(out var succeeded) && succeeded.Message.Usage.ServiceTier!.Value() == Anthropic.Models.Messages.UsageServiceTier.Batch;

    private static BatchCreateParams Batch(params string[] names) => new()
    {
        Requests =
        [
            .. names.Select(static name => new Request
            {
                CustomID = name,
                Params = new() { Model = Some.Model, MaxTokens = 50, Messages = OfficialClient.Question(name).Messages },
            }),
        ],
    };
}
