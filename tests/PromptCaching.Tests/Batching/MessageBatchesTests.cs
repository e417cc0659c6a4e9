using System.Net;
using System.Text;
using PromptCaching.Messages.Batches;
using PromptCaching.Tests.Support;
using static PromptCaching.Tests.Batching.ManyUnderTest;

namespace PromptCaching.Tests.Batching;

/// <summary>The Message Batches API as a client.</summary>
public sealed class MessageBatchesTests : IDisposable
{
    private readonly ManyUnderTest _claude = new();
    private readonly ManyUnderTest _slow = new(static options => options.BatchDuration = TimeSpan.FromHours(10));

    public void Dispose()
    {
        _claude.Dispose();
        _slow.Dispose();
    }

    [Fact]
    public async Task A_batch_is_made_looked_at_and_read()
    {
        var made = await _claude.Client.Batches.CreateAsync([Asking("a"), Asking("b")]);
        var ended = await _claude.Client.Batches.GetAsync(made.Id!);
        var results = await _claude.Client.Batches.GetResultsAsync(made.Id!).ListAsync();

        made.ProcessingStatus.Should().Be(BatchProcessingStatus.InProgress);
        made.HasEnded.Should().BeFalse();
        made.ExpiresAt.Should().Be(made.CreatedAt!.Value.AddDays(1));
        ended.HasEnded.Should().BeTrue();
        ended.RequestCounts!.Succeeded.Should().Be(2);
        results.Select(static result => result.CustomId).Should().BeEquivalentTo("a", "b");
        results.Should().OnlyContain(static result => ((SucceededOutcome)result.Result).Message.Text.Length > 0);
    }

    [Fact]
    public async Task The_client_s_defaults_fill_in_what_requests_leave_unsaid()
    {
        await _claude.Client.Batches.CreateAsync([Asking("a")]);

        var sent = _claude.Created.Single().Json!.Value.GetProperty("requests")[0].GetProperty("params");
        sent.GetProperty("model").GetString().Should().Be("claude-sonnet-5-5");
        sent.GetProperty("max_tokens").GetInt32().Should().Be(4096);
    }

    [Fact]
    public async Task An_answer_out_of_a_batch_tells_what_it_cost_at_half_the_price()
    {
        var made = await _claude.Client.Batches.CreateAsync([Asking("a")]);
        await _claude.Client.Batches.GetAsync(made.Id!);
        var result = (await _claude.Client.Batches.GetResultsAsync(made.Id!).ListAsync()).Single();

        var report = ((SucceededOutcome)result.Result).Message.GetCallReport()!;
        report.Cost.Should().Be(_claude.Emulator.BatchItems.Single().CostUsd).And.BePositive();
        var alone = await _claude.Client.CreateMessageAsync(Asking("a").Params);
        report.Cost.Should().Be(alone.GetCallReport()!.Cost / 2);
    }

    [Fact]
    public async Task A_bad_request_is_an_outcome_of_its_own()
    {
        var bad = Asking("bad");
        var tooLong = bad.Params with { Metadata = new() { UserId = new string('u', 513) } };
        var made = await _claude.Client.Batches.CreateAsync([Asking("good"), bad with { Params = tooLong }]);
        await _claude.Client.Batches.GetAsync(made.Id!);
        var results = (await _claude.Client.Batches.GetResultsAsync(made.Id!).ListAsync()).ToDictionary(static result => result.CustomId);

        results["good"].Result.Should().BeOfType<SucceededOutcome>();
        var errored = results["bad"].Result.Should().BeOfType<ErroredOutcome>().Subject;
        errored.ErrorKind.Should().Be("invalid_request_error");
        errored.ErrorMessage.Should().Contain("user_id");
    }

    [Fact]
    public async Task A_canceled_batch_ends_with_what_was_done_and_can_be_deleted()
    {
        var made = await _slow.Client.Batches.CreateAsync([Asking("a"), Asking("b"), Asking("c"), Asking("d")]);
        _slow.Clock.Advance(TimeSpan.FromHours(5));
        var canceling = await _slow.Client.Batches.CancelAsync(made.Id!);
        await _slow.Client.Batches.GetAsync(made.Id!);
        var results = await _slow.Client.Batches.GetResultsAsync(made.Id!).ListAsync();
        var deleted = await _slow.Client.Batches.DeleteAsync(made.Id!);

        canceling.ProcessingStatus.Should().Be(BatchProcessingStatus.Canceling);
        canceling.CancelInitiatedAt.Should().Be(_slow.Clock.GetUtcNow());
        results.Count(static result => result.Result is CanceledOutcome).Should().Be(2);
        deleted.Should().Be(new DeletedMessageBatch { Id = made.Id });
    }

    [Fact]
    public async Task Results_of_a_batch_that_has_not_ended_are_an_error()
    {
        var made = await _slow.Client.Batches.CreateAsync([Asking("a")]);

        var reading = () => _slow.Client.Batches.GetResultsAsync(made.Id!).ListAsync();

        (await reading.Should().ThrowAsync<ClaudeApiException>()).Which.ErrorType.Should().Be(ErrorType.NotFound);
    }

    [Fact]
    public async Task Batches_are_listed_newest_first_page_by_page_and_only_as_far_as_they_are_wanted()
    {
        var ids = new List<string>();
        for (var number = 0; number < 120; number++)
        {
            ids.Insert(0, (await _claude.Client.Batches.CreateAsync([Asking("a")])).Id!);
        }

        (await _claude.Client.Batches.ListAsync().ListAsync()).Select(static batch => batch.Id).Should().Equal(ids);
        var before = _claude.Emulator.Calls.Count;
        await foreach (var batch in _claude.Client.Batches.ListAsync())
        {
            batch.Id.Should().Be(ids[0]);
            break;
        }

        _claude.Emulator.Calls.Should().HaveCount(before + 1);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("")]
    [InlineData("ä")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public async Task A_custom_id_that_the_api_would_refuse_is_refused_before_anything_is_sent(string id)
    {
        var creating = () => _claude.Client.Batches.CreateAsync([Asking("fine"), Asking(id)]);

        (await creating.Should().ThrowAsync<ArgumentException>()).WithMessage($"*'{id}' of request 1*");
        _claude.Emulator.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task A_custom_id_that_stands_twice_is_refused()
    {
        var creating = () => _claude.Client.Batches.CreateAsync([Asking("a"), Asking("a")]);

        await creating.Should().ThrowAsync<ArgumentException>().WithMessage("*'a'*twice*");
    }

    [Fact]
    public async Task A_batch_of_nothing_is_refused()
    {
        var creating = () => _claude.Client.Batches.CreateAsync([]);

        await creating.Should().ThrowAsync<ArgumentException>().WithMessage("*1 to 100,000*");
    }

    [Fact]
    public async Task A_batch_of_which_nobody_knows_whether_it_was_made_is_not_made_again()
    {
        var server = new ScriptedServer(static _ => throw new HttpRequestException("The connection was reset."));
        using var http = new HttpClient(ClaudeCachingHandler.Create(new ClaudeCachingOptions { Client = { ApiKey = "key" } }, server));
        var client = new ClaudeClient(http, new ClaudeClientOptions { ApiKey = "key" });

        var creating = () => client.Batches.CreateAsync([Asking("a")]);

        await creating.Should().ThrowAsync<ClaudeException>();
        server.Bodies.Should().ContainSingle();
    }

    [Fact]
    public async Task Results_are_read_line_by_line_as_they_arrive()
    {
        var stream = new OpenStream("{\"custom_id\":\"a\",\"result\":{\"type\":\"canceled\"}}\n\n");
        using var http = new HttpClient(new Client.Scripted(() => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(stream) }));
        var client = new ClaudeClient(http, new ClaudeClientOptions());

        await foreach (var result in client.Batches.GetResultsAsync("msgbatch_1"))
        {
            result.CustomId.Should().Be("a");
            break;
        }

        stream.IsDisposed.Should().BeTrue();
    }

    [Theory]
    [InlineData("{\"custom_id\":\"a\",\"result\":{\"type\":\"canc")]
    [InlineData("<html>")]
    [InlineData("{\"custom_id\":\"a\"}")]
    public async Task A_line_that_is_not_a_result_is_an_exception_of_ours(string line)
    {
        using var http = new HttpClient(new Client.Scripted(() => new HttpResponseMessage { Content = new StringContent(line) }));
        var client = new ClaudeClient(http, new ClaudeClientOptions());

        var reading = () => client.Batches.GetResultsAsync("msgbatch_1").ListAsync();

        await reading.Should().ThrowExactlyAsync<ClaudeException>();
    }

    [Fact]
    public async Task An_id_is_one_segment_of_the_path_whatever_it_holds()
    {
        var addresses = new List<string>();
        using var http = new HttpClient(new Client.Scripted(request =>
        {
            addresses.Add(request.RequestUri!.AbsoluteUri);
            return new HttpResponseMessage { Content = new StringContent("{}") };
        }));

        await new ClaudeClient(http, new ClaudeClientOptions()).Batches.GetAsync("../messages?x");

        addresses.Single().Should().EndWith("/v1/messages/batches/..%2Fmessages%3Fx");
    }

    [Fact]
    public void A_client_of_the_caller_s_own_making_needs_no_batches()
    {
        IClaudeClient own = new OwnClient();

        own.Invoking(static client => client.Batches).Should().Throw<NotSupportedException>();
    }

    /// <summary>Gives a beginning, and then nothing for ever.</summary>
    private sealed class OpenStream(string beginning) : MemoryStream(Encoding.UTF8.GetBytes(beginning))
    {
        public bool IsDisposed { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await base.ReadAsync(buffer, cancellationToken);
            if (count == 0)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return count;
        }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
