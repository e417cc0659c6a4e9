using PromptCaching.Messages;
using PromptCaching.Retrying.Fallback;
using PromptCaching.Testing;
using PromptCaching.Tests.Client;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Retrying.Fallback;

public sealed class FallbackTests : IAsyncLifetime
{
    private static readonly MessageRequest _question = MessageRequest.From("Anyone?") with { Model = "claude-opus-4-8" };

    private readonly ClaudeUnderTest _claude = new(static builder => builder.ConfigureRetrying(static options =>
    {
        options.FallbackModels = ["claude-sonnet-5-5", "claude-haiku-5-5"];
        options.MaxRetries = 1;
    }));

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _claude.DisposeAsync().AsTask();

    [Fact]
    public async Task An_overloaded_model_s_question_goes_to_the_next_one_and_the_report_says_so()
    {
        Overload(attempts: 2);

        var answer = await _claude.RunAsync(_claude.Client.CreateMessageAsync(_question));

        answer.Model.Should().Be("claude-sonnet-5-5");
        answer.GetCallReport().Should().BeEquivalentTo(
            new { Model = "claude-sonnet-5-5", FallbackFrom = "claude-opus-4-8", Attempts = 3, Error = (string?)null, Source = CallSource.Api });
        _claude.Reports.Should().ContainSingle();
    }

    [Fact]
    public async Task The_list_is_gone_through_to_its_end()
    {
        Overload(attempts: 4);

        (await _claude.RunAsync(_claude.Client.CreateMessageAsync(_question))).Model.Should().Be("claude-haiku-5-5");

        Overload(attempts: 6);
        var asking = () => _claude.RunAsync(_claude.Client.CreateMessageAsync(_question with { MaxTokens = 7 }));
        (await asking.Should().ThrowAsync<ClaudeApiException>()).Which.IsOverloaded.Should().BeTrue();
    }

    [Fact]
    public async Task The_answer_is_stored_under_the_model_that_gave_it()
    {
        Overload(attempts: 2);
        await _claude.RunAsync(_claude.Client.CreateMessageAsync(_question));

        var other = await _claude.Client.CreateMessageAsync(_question with { Model = "claude-sonnet-5-5" });
        var same = await _claude.Client.CreateMessageAsync(_question);

        other.GetCallReport()!.Source.Should().Be(CallSource.ResponseCache);
        same.Model.Should().Be("claude-opus-4-8");
        same.GetCallReport().Should().BeEquivalentTo(new { Source = CallSource.Api, FallbackFrom = (string?)null });
    }

    [Fact]
    public async Task A_stored_answer_of_the_other_model_serves()
    {
        await _claude.Client.CreateMessageAsync(_question with { Model = "claude-sonnet-5-5" });
        Overload(attempts: 2);

        var answer = await _claude.RunAsync(_claude.Client.CreateMessageAsync(_question));

        answer.GetCallReport().Should().BeEquivalentTo(
            new { Source = CallSource.ResponseCache, FallbackFrom = "claude-opus-4-8", Model = "claude-sonnet-5-5", Attempts = 2, Cost = 0m });
    }

    [Fact]
    public async Task The_bodies_differ_in_the_model_alone()
    {
        Overload(attempts: 2);

        await _claude.RunAsync(_claude.Client.CreateMessageAsync(_question));

        var bodies = _claude.Emulator.Calls.Select(call => call.Body.ToArray().Utf8()).ToArray();
        bodies[2].Should().Be(bodies[0].Replace("claude-opus-4-8", "claude-sonnet-5-5", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Other_failures_stay_with_the_model()
    {
        _claude.Emulator.Enqueue(EmulatedAnswer.SpendLimitReached());

        var asking = () => _claude.Client.CreateMessageAsync(_question);

        await asking.Should().ThrowAsync<ClaudeApiException>();
        _claude.Emulator.Calls.Should().HaveCount(1);
    }

    [Fact]
    public async Task A_model_that_is_not_asked_because_it_fails_is_stood_in_for_at_once()
    {
        using var chain = new ChainUnderTest(static options =>
        {
            options.ResponseCaching.Enabled = false;
            options.Retrying = new() { MaxRetries = 0, BreakerMinAttempts = 2 };
        });
        const string body = """{"model":"claude-opus-4-8","max_tokens":10,"messages":[{"role":"user","content":"Anyone?"}]}""";
        for (var call = 0; call < 2; call++)
        {
            chain.Emulator.Enqueue(EmulatedAnswer.Overloaded());
            await chain.AskAsync(body);
        }

        chain.Options.Retrying.FallbackModels = ["claude-opus-4-8", "claude-sonnet-5-5"];

        var answer = await chain.AskAsync(body);

        answer.Report.Should().BeEquivalentTo(new { Model = "claude-sonnet-5-5", FallbackFrom = "claude-opus-4-8", Attempts = 1 });
        chain.Upstream.Should().Be(3);
        await chain.AskAsync(body).Invoking(static it => it).Should().NotThrowAsync();
    }

    [Theory]
    [InlineData("""{"model":"a","b":1}""", """{"model":"new","b":1}""")]
    [InlineData("""{ "b" : {"model":"a"}, "mod\u0065l" : "a\"" }""", """{ "b" : {"model":"a"}, "mod\u0065l" : "new" }""")]
    public void Only_the_model_of_the_call_is_replaced(string body, string changed) =>
        ModelName.Replace(body.Utf8(), "new")!.Utf8().Should().Be(changed);

    [Fact]
    public void A_body_without_a_model_is_left_alone() => ModelName.Replace("""{"messages":[{"model":"a"}]}"""u8, "new").Should().BeNull();

    private void Overload(int attempts)
    {
        for (var attempt = 0; attempt < attempts; attempt++)
        {
            _claude.Emulator.Enqueue(EmulatedAnswer.Overloaded());
        }
    }
}
