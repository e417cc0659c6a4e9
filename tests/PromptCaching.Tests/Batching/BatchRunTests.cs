using System.Net;
using System.Text;
using PromptCaching.Messages;
using PromptCaching.Messages.Content;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;
using Xunit.Abstractions;

namespace PromptCaching.Tests.Batching;

/// <summary>Many requests through the Message Batches API.</summary>
public sealed class BatchRunTests : IDisposable
{
    private readonly ManyUnderTest _claude = new();
    private readonly TemporaryFolder _folder = new();
    private readonly string _file;
    private readonly ITestOutputHelper _output;

    public BatchRunTests(ITestOutputHelper output) => (_output, _file) = (output, _folder.File("run.jsonl"));

    public void Dispose()
    {
        _claude.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Every_request_has_its_result_whatever_order_the_api_gives_them_in()
    {
        GenerateManyItem[] items = [.. Enumerable.Range(0, 20).Select(static number => new GenerateManyItem(MessageRequest.From($"q{number}"), $"id{number}"))];

        var results = await RunAsync(_claude, items);

        results.Should().HaveCount(20).And.OnlyContain(static result => result.Id == $"id{result.Index}" && result.Message != null);
        results.Select(static result => result.Index).Should().OnlyHaveUniqueItems().And.NotBeInAscendingOrder();
        results.Sum(static result => result.Cost).Should().Be(_claude.Emulator.BatchItems.Sum(static item => item.CostUsd));
        (await RunAsync(_claude, items, inOrder: true)).Select(static result => result.Index).Should().BeInAscendingOrder();
    }

    [Fact]
    public async Task A_shared_prefix_is_written_by_one_request_that_goes_first_and_read_by_all_others()
    {
        using var plain = new ManyUnderTest();
        var before = await RunAsync(plain, Sharing(200, CacheControlMode.AsSent));
        var after = await RunAsync(_claude, Sharing(200));

        _claude.Created.Select(static call => call.Json!.Value.GetProperty("requests").GetArrayLength()).Should().Equal(1, 199);
        var usages = _claude.Emulator.BatchItems.Select(static item => item.Usage!).ToArray();
        usages[0].Written1hTokens.Should().BeGreaterThan(9_900);
        usages.Skip(1).Should().OnlyContain(static usage => usage.ReadTokens > 9_900 && usage.Written1hTokens == 0 && usage.Written5mTokens == 0);
        plain.Emulator.BatchItems.Should().OnlyContain(static item => item.Usage!.ReadTokens == 0);
        var share = after.Sum(static result => result.Cost) / before.Sum(static result => result.Cost);
        _output.WriteLine($"cost of 200 requests in a batch: {after.Sum(static result => result.Cost)} USD, unmarked {before.Sum(static result => result.Cost)} USD, share {share}");
        share.Should().BeLessThan(0.35m);
    }

    [Fact]
    public async Task A_prefix_that_leads_others_is_written_before_them()
    {
        var manual = new string('m', 40_000);
        var items = from document in new[] { "a", "b", "c" }
                    from number in Enumerable.Range(0, 4)
                    select new GenerateManyItem(new MessageRequest
                    {
                        System = manual,
                        Messages = [InputMessage.User((MessageContent)new ContentBlock[] { new TextBlock(document + manual), new TextBlock($"q{number}") })],
                    });

        await RunAsync(_claude, items);

        _claude.Created.Select(static call => call.Json!.Value.GetProperty("requests").GetArrayLength()).Should().Equal(1, 2, 9);
        _claude.Emulator.BatchItems.Sum(static item => item.Usage!.Written1hTokens).Should().BeInRange(40_000, 40_010, "each of the four parts is written once");
    }

    [Fact]
    public async Task Without_priming_all_go_at_once()
    {
        await RunAsync(_claude, Sharing(5), new GenerateManyBatches { PrimesCache = false });

        _claude.Created.Should().ContainSingle();
    }

    [Fact]
    public async Task Requests_that_share_nothing_worth_it_do_not_wait_for_one_another()
    {
        await RunAsync(_claude, Questions.Numbered(5).Select(static request => new GenerateManyItem(request)));

        _claude.Created.Should().ContainSingle().Which.Json!.Value.ToString().Should().NotContain("cache_control");
    }

    [Fact]
    public async Task Batches_are_no_larger_than_they_may_be()
    {
        await RunAsync(_claude, Questions.Numbered(7).Select(static request => new GenerateManyItem(request)), new GenerateManyBatches { MaxRequests = 3 });
        _claude.Created.Select(static call => call.Json!.Value.GetProperty("requests").GetArrayLength()).Should().Equal(3, 3, 1);
        _claude.Emulator.Reset();

        var large = Enumerable.Range(0, 6).Select(static number => new GenerateManyItem(MessageRequest.From($"{number}" + new string('x', 5_000))));
        await RunAsync(_claude, large, new GenerateManyBatches { MaxBytes = 12_000 });
        _claude.Created.Should().HaveCount(3).And.OnlyContain(static call => call.Body.Length <= 12_000);
    }

    [Fact]
    public async Task Only_so_many_batches_wait_at_once_and_no_more_are_pulled()
    {
        using var slow = new ManyUnderTest(static options => options.BatchDuration = TimeSpan.FromHours(1));
        var pulled = 0;
        var options = new GenerateManyOptions
        {
            MaxConcurrency = 2,
            Batches = new GenerateManyBatches { MaxRequests = 10, Polling = new BatchPolling { TimeProvider = slow.Clock } },
        };
        await using var run = slow.Client.GenerateManyAsync(Questions.Endless(count => pulled = count), options).GetAsyncEnumerator();
        var first = run.MoveNextAsync().AsTask();
        while (slow.Created.Count() < 2)
        {
            await Task.Yield();
        }

        slow.Clock.Advance(TimeSpan.FromMinutes(30));
        slow.Created.Should().HaveCount(2);
        pulled.Should().BeLessThan(35);
        await slow.RunAsync(first);
    }

    [Fact]
    public async Task Each_request_fails_for_itself()
    {
        var bad = MessageRequest.From("bad") with { Metadata = new() { UserId = new string('u', 513) } };

        var results = await RunAsync(_claude, [new(MessageRequest.From("good")), new(bad)], inOrder: true);

        results.Select(static result => result.Outcome).Should().Equal(GenerateManyOutcome.Succeeded, GenerateManyOutcome.Failed);
        var error = results[1].Error.Should().BeOfType<ClaudeApiException>().Subject;
        (error.StatusCode, error.ErrorType).Should().Be((HttpStatusCode.BadRequest, ErrorType.InvalidRequest));
        error.Message.Should().Contain("user_id");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_client_refuses_takes_no_other_request_along(bool everyOne)
    {
        var bad = MessageRequest.From("bad") with { Model = "claude-sonnet-5-5", Temperature = 0.5 };
        var other = everyOne ? bad : MessageRequest.From("good");

        var results = await RunAsync(_claude, [new(other), new(bad), new(other)], inOrder: true);

        var outcome = everyOne ? GenerateManyOutcome.Failed : GenerateManyOutcome.Succeeded;
        results.Select(static result => result.Outcome).Should().Equal(outcome, GenerateManyOutcome.Failed, outcome);
        results[1].Error.Should().BeOfType<ClaudeRefusedException>().Which.Message.Should().Contain("Temperature of 0.5");
    }

    [Fact]
    public async Task What_is_not_reached_in_a_day_is_expired()
    {
        using var slow = new ManyUnderTest(static options => options.BatchDuration = TimeSpan.FromHours(48));

        var results = await RunAsync(slow, Questions.Numbered(4).Select(static request => new GenerateManyItem(request)));

        results.Count(static result => result.Outcome == GenerateManyOutcome.Expired && result.Error is ClaudeException).Should().Be(2);
        results.Count(static result => result.Outcome == GenerateManyOutcome.Succeeded).Should().Be(2);
    }

    [Fact]
    public async Task What_somebody_cancels_is_canceled()
    {
        using var slow = new ManyUnderTest(static options => options.BatchDuration = TimeSpan.FromHours(10));
        var run = StartAsync(slow, Questions.Numbered(2));
        while (!slow.Created.Any())
        {
            await Task.Yield();
        }

        await foreach (var batch in slow.Client.Batches.ListAsync())
        {
            await slow.Client.Batches.CancelAsync(batch.Id!);
        }

        (await slow.RunAsync(run)).Should().Contain(static result => result.Outcome == GenerateManyOutcome.Canceled);
    }

    [Fact]
    public async Task A_queue_that_is_full_is_waited_for()
    {
        using var busy = new ManyUnderTest(static options =>
        {
            options.BatchDuration = TimeSpan.FromHours(1);
            options.RateLimits = EmulatedRateLimits.Start with { BatchQueue = 4 };
        });

        var results = await RunAsync(busy, Questions.Numbered(9).Select(static request => new GenerateManyItem(request)), new GenerateManyBatches { MaxRequests = 3 });

        results.Should().HaveCount(9).And.OnlyContain(static result => result.Message != null);
    }

    [Fact]
    public async Task A_batch_that_cannot_be_made_fails_each_of_its_requests_and_is_not_made_again()
    {
        var server = new ScriptedServer(static _ => throw new HttpRequestException("The connection was reset."));
        using var claude = new ManyUnderTest(wrap: _ => server);

        var results = await RunAsync(claude, Questions.Numbered(3).Select(static request => new GenerateManyItem(request)));

        results.Should().HaveCount(3).And.OnlyContain(static result => result.Error is ClaudeException);
        server.Bodies.Should().ContainSingle();
    }

    [Fact]
    public async Task A_spend_limit_is_not_waited_for()
    {
        var server = new ScriptedServer(static _ => new ScriptedAnswer(
            """{"type":"error","error":{"type":"rate_limit_error","message":"Spent.","details":{"error_code":"enforced_spend_limit_reached"}}}""".Utf8(), Status: 429));
        using var claude = new ManyUnderTest(wrap: _ => server);

        var results = await RunAsync(claude, [new(MessageRequest.From("q"))]);

        results.Should().ContainSingle().Which.Error.Should().BeOfType<ClaudeApiException>().Which.IsRateLimited.Should().BeTrue();
        server.Bodies.Should().ContainSingle();
    }

    [Fact]
    public async Task A_killed_run_finds_its_batch_again()
    {
        using var slow = new ManyUnderTest(static options => options.BatchDuration = TimeSpan.FromHours(10));
        using var kill = new CancellationTokenSource();
        var first = StartAsync(slow, Questions.Numbered(5), _file, kill.Token);
        while (slow.Emulator.Calls.Count < 2)
        {
            await Task.Yield();
        }

        await kill.CancelAsync();
        await FluentActions.Awaiting(() => first).Should().ThrowAsync<OperationCanceledException>();
        var second = await slow.RunAsync(StartAsync(slow, Questions.Numbered(6), _file));

        second.Should().HaveCount(6).And.OnlyContain(static result => result.Message != null);
        slow.Created.Select(static call => call.Json!.Value.GetProperty("requests").GetArrayLength()).Should().Equal(5, 1);
        slow.Emulator.BatchItems.Should().HaveCount(6, "nothing is billed twice");
    }

    [Fact]
    public async Task What_a_batch_answered_is_in_the_checkpoint_and_what_failed_is_sent_again()
    {
        _claude.Emulator.Enqueue(EmulatedAnswer.Overloaded());
        var first = await _claude.RunAsync(StartAsync(_claude, Questions.Numbered(4), _file));
        var second = await _claude.RunAsync(StartAsync(_claude, Questions.Numbered(4), _file));

        first.Count(static result => result.Error != null).Should().Be(1);
        second.Count(static result => result.IsRestored).Should().Be(3);
        second.Should().OnlyContain(static result => result.Message != null && result.Cost > 0);
        _claude.Created.Select(static call => call.Json!.Value.GetProperty("requests").GetArrayLength()).Should().Equal(4, 1);
    }

    [Fact]
    public async Task A_run_killed_at_any_line_asks_no_finished_question_again()
    {
        await _claude.RunAsync(StartAsync(_claude, Questions.Numbered(4), _file));
        var lines = await File.ReadAllLinesAsync(_file);
        for (var count = 2; count <= lines.Length; count++)
        {
            await File.WriteAllLinesAsync(_file, lines[..count]);

            var results = await _claude.RunAsync(StartAsync(_claude, Questions.Numbered(4), _file));

            results.Should().OnlyContain(static result => result.Message != null);
            results.Count(static result => result.IsRestored).Should().Be(Math.Min(count - 2, 4));
        }

        _claude.Created.Should().ContainSingle("the batch was in the file from the second line on");
    }

    [Fact]
    public async Task A_batch_that_is_gone_fails_once_and_is_asked_anew_by_the_next_run()
    {
        await _claude.RunAsync(StartAsync(_claude, Questions.Numbered(2), _file));
        await File.WriteAllLinesAsync(_file, (await File.ReadAllLinesAsync(_file))[..2]);
        await foreach (var batch in _claude.Client.Batches.ListAsync())
        {
            await _claude.Client.Batches.DeleteAsync(batch.Id!);
        }

        var second = await _claude.RunAsync(StartAsync(_claude, Questions.Numbered(2), _file));
        var third = await _claude.RunAsync(StartAsync(_claude, Questions.Numbered(2), _file));

        second.Should().OnlyContain(static result => result.Error is ClaudeApiException);
        third.Should().OnlyContain(static result => result.Message != null);
    }

    [Fact]
    public async Task Answers_of_calls_and_of_batches_share_a_checkpoint()
    {
        await _claude.Client.GenerateManyAsync(Questions.Numbered(2), new() { Checkpoint = _file }).ListAsync();

        var results = await _claude.RunAsync(StartAsync(_claude, Questions.Numbered(3), _file));

        results.Count(static result => result.IsRestored).Should().Be(2);
    }

    [Fact]
    public async Task A_run_that_is_left_without_a_checkpoint_cancels_its_batches()
    {
        using var slow = new ManyUnderTest(static options => options.BatchDuration = TimeSpan.FromHours(10));
        using var leaving = new CancellationTokenSource();
        var run = StartAsync(slow, Questions.Numbered(4), null, leaving.Token);
        while (!slow.Created.Any())
        {
            await Task.Yield();
        }

        await leaving.CancelAsync();
        await FluentActions.Awaiting(() => run).Should().ThrowAsync<OperationCanceledException>();

        slow.Emulator.Calls[^1].Path.Should().EndWith("/cancel");
    }

    [Fact]
    public async Task Results_that_break_off_are_read_again_from_where_they_broke()
    {
        var breaks = 2;
        using var claude = new ManyUnderTest(wrap: inner => new Breaking(inner, () => breaks-- > 0));

        var results = await RunAsync(claude, Questions.Numbered(10).Select(static request => new GenerateManyItem(request)));

        results.Should().OnlyContain(static result => result.Message != null);
        results.Select(static result => result.Index).Should().BeEquivalentTo(Enumerable.Range(0, 10));
    }

    private static IEnumerable<GenerateManyItem> Sharing(int count, CacheControlMode? mode = null)
    {
        var manual = string.Concat(Enumerable.Range(0, 4_500).Select(static number => $"Rule {number % 97:00}. "));
        return Enumerable.Range(0, count).Select(number => new GenerateManyItem(
            MessageRequest.From($"What does rule {number} say?", manual), Call: mode is null ? null : new ClaudeCall { CacheControl = mode }));
    }

    private static Task<List<GenerateManyResult>> RunAsync(
        ManyUnderTest claude, IEnumerable<GenerateManyItem> items, GenerateManyBatches? batches = null, bool inOrder = false)
    {
        var options = new GenerateManyOptions
        {
            InOrder = inOrder,
            Batches = (batches ?? new GenerateManyBatches()) with { Polling = new BatchPolling { TimeProvider = claude.Clock } },
        };
        return claude.RunAsync(claude.Client.GenerateManyAsync(items, options).ListAsync());
    }

    private static Task<List<GenerateManyResult>> StartAsync(
        ManyUnderTest claude, IEnumerable<MessageRequest> requests, string? checkpoint = null, CancellationToken cancellationToken = default)
    {
        var options = new GenerateManyOptions
        {
            Checkpoint = checkpoint,
            Batches = new GenerateManyBatches { Polling = new BatchPolling { TimeProvider = claude.Clock } },
        };
        return claude.Client.GenerateManyAsync(requests, options, cancellationToken).ListAsync();
    }

    /// <summary>Cuts results in the middle of a line.</summary>
    private sealed class Breaking(HttpMessageHandler inner, Func<bool> breaks) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (request.RequestUri!.AbsolutePath.EndsWith("/results", StringComparison.Ordinal) && breaks())
            {
                var text = await response.Content.ReadAsStringAsync(cancellationToken);
                response.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text[..(text.Length / 3)]));
            }

            return response;
        }
    }
}
