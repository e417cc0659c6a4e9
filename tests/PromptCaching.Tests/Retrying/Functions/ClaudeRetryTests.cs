using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PromptCaching.Messages;
using PromptCaching.Retrying;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Retrying.Functions;

public sealed class ClaudeRetryTests : IDisposable
{
    private readonly ChainUnderTest _chain = new(static options => options.Retrying = new());
    private int _runs;

    public void Dispose() => _chain.Dispose();

    [Fact]
    public async Task A_function_that_fails_with_something_that_passes_runs_again()
    {
        (await RunAsync(
            () => throw new HttpRequestException("Reset."),
            () => throw Api(529),
            () => throw new TimeoutException(),
            () => "done")).Should().Be("done");
        _runs.Should().Be(4);
    }

    [Fact]
    public async Task The_wait_that_it_names_is_waited()
    {
        var start = _chain.Clock.GetUtcNow();

        await RunAsync(() => throw Api(429, TimeSpan.FromSeconds(90)), () => "done");

        (_chain.Clock.GetUtcNow() - start).Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(90));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(413)]
    public async Task What_lasts_is_thrown_at_once(int status)
    {
        var running = () => RunAsync(() => throw Api(status), () => "done");

        await running.Should().ThrowAsync<ClaudeApiException>();
        _runs.Should().Be(1);
    }

    [Fact]
    public async Task A_foreign_failure_is_thrown_at_once()
    {
        var running = () => RunAsync(() => throw new InvalidOperationException(), () => "done");

        await running.Should().ThrowAsync<InvalidOperationException>();
    }

    [Fact]
    public async Task A_call_of_the_client_that_was_given_up_on_is_not_repeated_once_more()
    {
        for (var attempt = 0; attempt < 8; attempt++)
        {
            _chain.Emulator.Enqueue(EmulatedAnswer.ConnectionFailure());
        }

        var running = () => RunAsync(_chain.Handler.Retry.ExecuteAsync(
            token => _chain.Client.CreateMessageAsync(MessageRequest.From("Again?"), null, token)));

        await running.Should().ThrowAsync<ClaudeException>();
        _chain.Options.Retrying.MaxRetries.Should().Be(3);
        _chain.Upstream.Should().Be(4);
    }

    [Fact]
    public async Task Nothing_is_no_function() =>
        await _chain.Handler.Retry.Invoking(static it => it.ExecuteAsync<int>(null!)).Should().ThrowAsync<ArgumentNullException>();

    [Fact]
    public async Task Values_come_through()
    {
        (await _chain.Handler.Retry.ExecuteAsync(_ => Task.FromResult(42))).Should().Be(42);
        (await _chain.Handler.Retry.ExecuteAsync(_ => Task.FromResult<string?>(null))).Should().BeNull();
    }

    [Fact]
    public async Task It_ends_when_its_caller_leaves()
    {
        using var leaves = new CancellationTokenSource();
        var running = _chain.Handler.Retry.ExecuteAsync<int>(_ => throw Api(529), leaves.Token);

        await leaves.CancelAsync();

        await running.Invoking(it => it).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public void It_is_injected_for_the_default_client_and_by_name_for_others()
    {
        var services = new ServiceCollection();
        services.AddClaudeCaching(static options => options.ApiKey = "test-key");
        services.AddClaudeCaching("eu", static options => options.ApiKey = "test-key");
        using var provider = services.BuildServiceProvider(validateScopes: true);

        var ours = provider.GetRequiredService<IClaudeRetry>();

        ours.Should().BeSameAs(provider.GetRequiredKeyedService<IClaudeRetry>(ClaudeDefaults.ClientName));
        provider.GetRequiredKeyedService<IClaudeRetry>("eu").Should().NotBeSameAs(ours);
    }

    private static ClaudeApiException Api(int status, TimeSpan? retryAfter = null) => new("As planned.")
    {
        StatusCode = (HttpStatusCode)status,
        ErrorType = ErrorType.OfStatus(status),
        RetryAfter = retryAfter,
    };

    private Task<string> RunAsync(params Func<string>[] attempts) =>
        RunAsync(_chain.Handler.Retry.ExecuteAsync(async _ =>
        {
            await Task.CompletedTask;
            return attempts[_runs++]();
        }));

    private async Task<T> RunAsync<T>(Task<T> work)
    {
        while (!work.IsCompleted)
        {
            if (!_chain.Clock.AdvanceToNextTimer())
            {
                await Task.Yield();
            }
        }

        return await work;
    }
}
