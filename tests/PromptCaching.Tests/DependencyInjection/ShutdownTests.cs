using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PromptCaching.Accounting;
using PromptCaching.Messages;
using PromptCaching.Testing;
using PromptCaching.Tests.ResponseCaching.InFlight;
using static PromptCaching.Tests.DependencyInjection.Registered;

namespace PromptCaching.Tests.DependencyInjection;

/// <summary>A host that stops keeps what was answered, ends what was not, and leaves nothing behind that runs.</summary>
public sealed class ShutdownTests : IDisposable
{
    private static readonly MessageRequest _answered = MessageRequest.From("What is 2 + 2?");
    private static readonly MessageRequest _unanswered = MessageRequest.From("What is 3 + 3?");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("shutdown-");
    private readonly GatedServer _server = new();
    private readonly LogLines _log = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_answered_is_there_after_a_restart(bool isAsync)
    {
        await StopAsync(await BusyAsync(), isAsync);

        await using var restarted = Host();
        (await restarted.GetRequiredService<IClaudeClient>().CreateMessageAsync(_answered)).GetCallReport()!.Source.Should().Be(CallSource.ResponseCache);
        var usage = restarted.GetRequiredService<IClaudeUsage>();
        usage.Total.Usage.Output.Should().Be(2);
        usage.Total.Cost.Should().BePositive();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_waits_is_told_and_the_call_to_the_api_ends(bool isAsync)
    {
        var host = await BusyAsync();
        var claude = host.GetRequiredService<IClaudeClient>();
        Task<Message>[] callers = [claude.CreateMessageAsync(_unanswered), claude.CreateMessageAsync(_unanswered)];
        var call = await _server.NextCallAsync();

        await StopAsync(host, isAsync);

        foreach (var caller in callers)
        {
            (await caller.Invoking(it => it.Soon()).Should().ThrowAsync<ClaudeException>().WithMessage("The client was disposed of*"))
                .Which.MayHaveBeenBilled.Should().BeTrue();
        }

        call.IsCancelled.Should().BeTrue();
        _server.Calls.Should().HaveCount(2, "the second waited with the first");
    }

    [Fact]
    public async Task A_stream_that_is_being_read_comes_to_its_end()
    {
        var host = await BusyAsync();
        var asking = host.GetRequiredService<IClaudeClient>().StreamMessageAsync(_unanswered);
        var call = await _server.NextCallAsync();
        call.Answer(isStream: true).Send(string.Concat(Answers.Events[..3])); // until there is content it may be asked once more
        await using var stream = await asking.Soon();

        await host.DisposeAsync();
        Array.ForEach(Answers.Events[3..], piece => call.Send(piece));
        call.End();

        (await stream.GetFinalMessageAsync().Soon()).Text.Should().Be("Four.");
    }

    [Fact]
    public async Task No_timer_runs_on()
    {
        var host = await BusyAsync();
        var clock = (ManualTimeProvider)host.GetRequiredService<TimeProvider>();
        var caller = host.GetRequiredService<IClaudeClient>().CreateMessageAsync(_unanswered);
        await _server.NextCallAsync();
        clock.PendingTimers.Should().BePositive();

        await host.DisposeAsync();

        await caller.Invoking(it => it.Soon()).Should().ThrowAsync<ClaudeException>();
        clock.PendingTimers.Should().Be(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_transport_that_does_not_listen_is_waited_for_five_seconds_and_named_in_the_log(bool isAsync)
    {
        var host = await BusyAsync();
        var clock = (ManualTimeProvider)host.GetRequiredService<TimeProvider>();
        _server.IsDeaf = true;
        var caller = host.GetRequiredService<IClaudeClient>().CreateMessageAsync(_unanswered);
        var call = await _server.NextCallAsync();
        var warned = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _log.Added += line => _ = line.Contains("had not ended after 00:00:05", StringComparison.Ordinal) && warned.TrySetResult();

        var stopping = StopAsync(host, isAsync);
        stopping.IsCompleted.Should().Be(!isAsync);
        clock.Advance(TimeSpan.FromSeconds(5));

        await stopping.Soon();
        await warned.Task.Soon();
        call.Break(new IOException("At last."));
        await caller.Invoking(it => it.Soon()).Should().ThrowAsync<ClaudeException>();
    }

    public void Dispose()
    {
        _server.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>A host with one answered call behind it.</summary>
    private async Task<ServiceProvider> BusyAsync()
    {
        var host = Host();
        var asking = host.GetRequiredService<IClaudeClient>().CreateMessageAsync(_answered);
        (await _server.NextCallAsync()).AnswerWhole(Answers.Message);
        await asking.Soon();
        return host;
    }

    private static async Task StopAsync(ServiceProvider host, bool isAsync)
    {
        if (isAsync)
        {
            await host.DisposeAsync();
            return;
        }

        host.Dispose();
    }

    private ServiceProvider Host() => Provider(services => services.AddLogging(logging => logging.AddProvider(_log))
        .AddClaudeCaching(options => options.ApiKey = "k")
        .ConfigureResponseCaching(options => options.Directory = Path.Combine(_folder.FullName, "answers"))
        .ConfigureAccounting(options => options.File = Path.Combine(_folder.FullName, "ledger.jsonl"))
        .HttpClient.ConfigurePrimaryHttpMessageHandler(() => new Shared(_server)));

    /// <summary>The server outlives each host.</summary>
    private sealed class Shared(HttpMessageHandler server) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _invoker = new(server, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            _invoker.SendAsync(request, cancellationToken);
    }
}
