using System.Net;
using PromptCaching.Messages;
using PromptCaching.Messages.Batches;
using PromptCaching.Tests.Client;

namespace PromptCaching.Tests.Clouds;

public sealed class GoogleCloudTests : IAsyncDisposable
{
    private const string Models = "https://europe-west1-aiplatform.googleapis.com/v1/projects/my-project/locations/europe-west1/publishers/anthropic/models/";
    private readonly GoogleCloudServer _cloud = new();
    private readonly ClaudeUnderTest _claude;
    private int _tokens;

    public GoogleCloudTests()
    {
        _claude = new ClaudeUnderTest(
            builder => builder.UseGoogleCloud("my-project", "europe-west1", _ => ValueTask.FromResult($"token-{++_tokens}")), primary: _cloud);
        _cloud.InnerHandler = _claude.Emulator;
    }

    [Fact]
    public async Task A_message_goes_to_its_model_s_address_with_the_version_in_the_body()
    {
        var answer = await _claude.Client.CreateMessageAsync(MessageRequest.From("Hello?"));

        var (address, body, headers) = _cloud.Calls.Single();
        address.Should().Be(Models + "claude-sonnet-5-5:rawPredict");
        body["anthropic_version"]!.GetValue<string>().Should().Be("vertex-2023-10-16");
        body.Should().NotContainKey("model").And.ContainKeys("messages", "max_tokens");
        headers.Authorization!.ToString().Should().Be("Bearer token-1");
        headers.Select(header => header.Key).Should().NotContain("x-api-key").And.NotContain("anthropic-version");
        answer.Text.Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_stream_has_its_own_method()
    {
        await using var stream = await _claude.Client.StreamMessageAsync(MessageRequest.From("Hello?"));

        (await stream.GetFinalMessageAsync()).Text.Should().NotBeEmpty();
        _cloud.Calls.Single().Address.Should().Be(Models + "claude-sonnet-5-5:streamRawPredict");
    }

    [Fact]
    public async Task Token_counts_have_an_address_of_their_own_and_the_model_in_the_body()
    {
        var count = await _claude.Client.CountTokensAsync(MessageRequest.From("How long?") with { Model = "claude-haiku-4-5-20251001" });

        var (address, body, _) = _cloud.Calls.Single();
        address.Should().Be(Models + "count-tokens:rawPredict");
        body["model"]!.GetValue<string>().Should().Be("claude-haiku-4-5@20251001");
        body["anthropic_version"]!.GetValue<string>().Should().Be("vertex-2023-10-16");
        count.InputTokens.Should().BePositive();
    }

    [Fact]
    public async Task The_chain_sees_the_plain_api_so_it_caches_marks_and_counts_as_ever()
    {
        var shared = Texts(6000);
        await _claude.Client.CreateMessageAsync(MessageRequest.From("First?", shared));
        var second = await _claude.Client.CreateMessageAsync(MessageRequest.From("Second?", shared));
        var again = await _claude.Client.CreateMessageAsync(MessageRequest.From("Second?", shared));

        second.Usage.CacheReadInputTokens.Should().BePositive();
        again.GetCallReport()!.Attempts.Should().Be(0);
        _cloud.Calls.Should().HaveCount(2);
        _claude.Reports.Should().HaveCount(3).And.OnlyContain(report => report.Model == "claude-sonnet-5-5");
        _claude.Reports[0].Cost.Should().NotBeNull();
    }

    [Fact]
    public async Task A_repeated_attempt_is_translated_anew_and_carries_a_new_token()
    {
        _cloud.Failures.Enqueue((HttpStatusCode)529);

        var answer = await _claude.RunAsync(_claude.Client.CreateMessageAsync(MessageRequest.From("Again?")));

        answer.GetCallReport()!.Attempts.Should().Be(2);
        _cloud.Calls.Select(call => call.Address).Should().Equal(Models + "claude-sonnet-5-5:rawPredict", Models + "claude-sonnet-5-5:rawPredict");
        _cloud.Calls.Select(call => call.Headers.Authorization!.Parameter).Should().Equal("token-1", "token-2");
        _cloud.Calls[0].Body.ToJsonString().Should().Be(_cloud.Calls[1].Body.ToJsonString());
    }

    [Fact]
    public async Task Batches_and_models_are_refused_with_what_to_do()
    {
        var batch = () => _claude.Client.Batches.CreateAsync([new MessageBatchRequest("a", MessageRequest.From("Hello?"))]);
        var models = async () => await _claude.Client.Models.GetAsync("claude-sonnet-5-5");

        await batch.Should().ThrowAsync<ClaudeRefusedException>().WithMessage("Google Cloud has no POST /v1/messages/batches*client of the Claude API*");
        await models.Should().ThrowAsync<ClaudeRefusedException>().WithMessage("Google Cloud has no GET /v1/models/*");
        _cloud.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task An_api_key_is_not_shown_to_the_cloud()
    {
        using var request = Post();
        request.Headers.Add("x-api-key", "sk-ant-api03-caller");

        var asking = () => _claude.Http.SendAsync(request);

        await asking.Should().ThrowAsync<ClaudeRefusedException>().WithMessage("*leave x-api-key off*");
        _cloud.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task The_caller_s_request_is_as_it_was_afterwards()
    {
        using var request = Post();
        request.Headers.Add("anthropic-version", "2023-06-01");
        var (address, content) = (request.RequestUri, request.Content);

        using var response = await _claude.Http.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        request.RequestUri.Should().Be(address);
        request.Content.Should().BeSameAs(content);
        request.Headers.Select(header => header.Key).Should().Equal("anthropic-version");
    }

    [Fact]
    public async Task Called_twice_the_last_call_holds()
    {
        var cloud = new GoogleCloudServer();
        await using var claude = new ClaudeUnderTest(
            builder => builder.UseGoogleCloud("old", "us", _ => ValueTask.FromResult("old")).UseGoogleCloud("new", "global", _ => ValueTask.FromResult("new")),
            primary: cloud);
        cloud.InnerHandler = claude.Emulator;

        await claude.Client.CreateMessageAsync(MessageRequest.From("Where to?"));

        cloud.Calls.Single().Address.Should().StartWith("https://aiplatform.googleapis.com/v1/projects/new/locations/global/publishers/anthropic/models/");
    }

    public ValueTask DisposeAsync() => _claude.DisposeAsync();

    private static string Texts(int words) => string.Join(' ', Enumerable.Range(0, words).Select(number => $"word{number}"));

    private static HttpRequestMessage Post() => new(HttpMethod.Post, "https://europe-west1-aiplatform.googleapis.com/v1/messages")
    {
        Content = new StringContent("""{"model":"claude-sonnet-5-5","max_tokens":10,"messages":[{"role":"user","content":"Again?"}]}"""),
    };
}
