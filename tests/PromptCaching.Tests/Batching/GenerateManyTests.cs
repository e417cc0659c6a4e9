using PromptCaching.Messages;
using PromptCaching.Testing;

namespace PromptCaching.Tests.Batching;

/// <summary>Many requests, each a call of its own.</summary>
public sealed class GenerateManyTests
{
    private readonly Gates _gates = new();
    private readonly OwnClient _gated;
    private readonly OwnClient _client = new();

    public GenerateManyTests() => _gated = new OwnClient(_gates.AnswerAsync);

    [Fact]
    public async Task Every_request_has_its_result()
    {
        var results = await _client.GenerateManyAsync(Questions.Numbered(20)).ListAsync();

        results.Should().HaveCount(20);
        results.Select(static result => result.Index).Should().BeEquivalentTo(Enumerable.Range(0, 20));
        results.Should().OnlyContain(static result => result.Message!.Text == $"Re: q{result.Index}" && result.Outcome == GenerateManyOutcome.Succeeded);
    }

    [Fact]
    public async Task What_is_turned_away_is_asked_again_until_there_is_room()
    {
        var clock = new ManualTimeProvider();
        var opens = clock.GetUtcNow() + TimeSpan.FromSeconds(5);
        var refusals = 0;
        var client = new OwnClient((_, _) =>
        {
            if (clock.GetUtcNow() >= opens)
            {
                return Task.FromResult(OwnClient.Saying("Yes."));
            }

            Interlocked.Increment(ref refusals);
            throw new ClaudeRefusedException(RefusalReason.Unavailable, "Not now.") { RetryAfter = TimeSpan.FromSeconds(1) };
        });

        var running = client.GenerateManyAsync(Questions.Numbered(20), new() { TimeProvider = clock }).ListAsync();
        while (!running.IsCompleted)
        {
            if (!clock.AdvanceToNextTimer())
            {
                await Task.Yield();
            }
        }

        (await running).Should().HaveCount(20).And.OnlyContain(static result => result.Outcome == GenerateManyOutcome.Succeeded);
        refusals.Should().BeInRange(3, 30);
    }

    [Fact]
    public async Task Ids_and_wishes_go_with_their_request()
    {
        var wishes = new ClaudeCall { Scope = "tenant" };
        GenerateManyItem[] items = [new(MessageRequest.From("a"), "first"), new(MessageRequest.From("b"), "second", wishes)];

        var results = await _client.GenerateManyAsync(items, new() { InOrder = true }).ListAsync();

        results.Select(static result => result.Id).Should().Equal("first", "second");
        _client.Calls.Should().Equal(null, wishes);
    }

    [Fact]
    public async Task Requests_may_come_over_time()
    {
        var results = await _client.GenerateManyAsync(Questions.OverTime(Questions.Numbered(5)), new() { InOrder = true }).ListAsync();
        var items = await _client.GenerateManyAsync(Questions.OverTime(new GenerateManyItem(MessageRequest.From("a"), "id"))).ListAsync();

        results.Select(static result => result.Message!.Text).Should().Equal("Re: q0", "Re: q1", "Re: q2", "Re: q3", "Re: q4");
        items.Single().Id.Should().Be("id");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public async Task No_more_are_under_way_than_allowed_and_no_more_are_pulled(int most)
    {
        var pulled = 0;
        await using var run = _gated.GenerateManyAsync(Questions.Endless(count => pulled = count), new() { MaxConcurrency = most }).GetAsyncEnumerator();
        var first = run.MoveNextAsync().AsTask();

        pulled.Should().Be(most);
        _gated.Asked.Should().HaveCount(most);
        for (var number = 0; number < 50; number++)
        {
            _gates.Open($"q{number}");
            (await first).Should().BeTrue();
            run.Current.Index.Should().Be(number);
            first = run.MoveNextAsync().AsTask();
            pulled.Should().Be(number + 1 + most);
        }

        _gated.MostInFlight.Should().Be(most);
        _gates.Open("q50");
        await first;
    }

    [Fact]
    public async Task Results_come_as_they_finish()
    {
        await using var run = _gated.GenerateManyAsync(Questions.Numbered(3)).GetAsyncEnumerator();
        var order = new List<long>();
        foreach (var number in new[] { 2, 0, 1 })
        {
            var next = run.MoveNextAsync().AsTask();
            _gates.Open($"q{number}");
            await next;
            order.Add(run.Current.Index);
        }

        order.Should().Equal(2, 0, 1);
        (await run.MoveNextAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task Results_come_in_order_if_that_is_wanted()
    {
        var run = _gated.GenerateManyAsync(Questions.Numbered(6), new() { InOrder = true, MaxConcurrency = 6 }).ListAsync();
        foreach (var number in new[] { 5, 3, 1, 0, 2, 4 })
        {
            _gates.Open($"q{number}");
        }

        (await run).Select(static result => result.Index).Should().Equal(0, 1, 2, 3, 4, 5);
    }

    [Fact]
    public async Task In_order_a_slow_answer_lets_only_so_many_wait_behind_it()
    {
        var pulled = 0;
        for (var number = 1; number < 100; number++)
        {
            _gates.Open($"q{number}");
        }

        await using var run = _gated.GenerateManyAsync(Questions.Endless(count => pulled = count), new() { InOrder = true, MaxConcurrency = 2 })
            .GetAsyncEnumerator();
        var first = run.MoveNextAsync().AsTask();

        pulled.Should().Be(20);
        first.IsCompleted.Should().BeFalse();
        _gates.Open("q0");
        await first;
        run.Current.Index.Should().Be(0);
    }

    [Fact]
    public async Task One_failure_does_not_lose_the_others()
    {
        var client = new OwnClient(static (request, _) => OwnClient.Question(request) == "q3"
            ? throw new ClaudeException("No.")
            : Task.FromResult(OwnClient.Saying("Yes.")));

        var results = await client.GenerateManyAsync(Questions.Numbered(10), new() { InOrder = true }).ListAsync();

        results.Select(static result => result.Outcome == GenerateManyOutcome.Succeeded).Should()
            .Equal(true, true, true, false, true, true, true, true, true, true);
        results[3].Message.Should().BeNull();
        results[3].Invoking(static result => result.GetMessageOrThrow()).Should().Throw<ClaudeException>().WithMessage("No.");
        results[4].GetMessageOrThrow().Text.Should().Be("Yes.");
    }

    [Fact]
    public async Task Somebody_else_s_cancellation_is_a_failure_like_any_other()
    {
        var client = new OwnClient(static (_, _) => throw new OperationCanceledException("A limit of the client's own."));

        var result = (await client.GenerateManyAsync(Questions.Numbered(1)).ListAsync()).Single();

        result.Outcome.Should().Be(GenerateManyOutcome.Failed);
        result.Error.Should().BeOfType<OperationCanceledException>();
    }

    [Fact]
    public async Task Cancellation_ends_what_is_under_way_and_gives_out_what_is_finished()
    {
        using var cancellation = new CancellationTokenSource();
        var finished = new List<long>();
        var run = async () =>
        {
            await foreach (var result in _gated.GenerateManyAsync(Questions.Endless(static _ => { }), new() { MaxConcurrency = 4 }, cancellation.Token))
            {
                finished.Add(result.Index);
                _gates.Open("q1");
                _gates.Open("q2");
                await cancellation.CancelAsync();
            }
        };
        _gates.Open("q0");

        (await run.Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(cancellation.Token);
        finished.Should().BeEquivalentTo([0, 1, 2]);
        _gates.Ended.Should().Be(_gated.Asked.Count, "nothing goes on");
    }

    [Fact]
    public async Task A_run_that_is_canceled_before_it_begins_asks_nothing()
    {
        var run = () => _client.GenerateManyAsync(Questions.Numbered(3), null, new CancellationToken(canceled: true)).ListAsync();

        await run.Should().ThrowAsync<OperationCanceledException>();
        _client.Asked.Should().BeEmpty();
    }

    [Fact]
    public async Task Leaving_early_ends_what_is_under_way()
    {
        _gates.Open("q0");
        await foreach (var result in _gated.GenerateManyAsync(Questions.Endless(static _ => { })))
        {
            result.Index.Should().Be(0);
            break;
        }

        _gated.Asked.Should().HaveCount(3, "nothing is begun for somebody who may leave");
        _gates.Ended.Should().Be(3);
    }

    [Fact]
    public async Task Leaving_early_lets_go_of_the_source()
    {
        var isDisposed = false;
        await foreach (var _ in _client.GenerateManyAsync(Source()))
        {
            break;
        }

        isDisposed.Should().BeTrue();

        IEnumerable<MessageRequest> Source()
        {
            try
            {
                foreach (var one in Questions.Endless(static _ => { }))
                {
                    yield return one;
                }
            }
            finally
            {
                isDisposed = true;
            }
        }
    }

    [Fact]
    public async Task When_the_source_fails_what_was_begun_is_finished_first()
    {
        var finished = new List<long>();
        var run = async () =>
        {
            await foreach (var result in _client.GenerateManyAsync(Source()))
            {
                finished.Add(result.Index);
            }
        };

        await run.Should().ThrowAsync<InvalidDataException>();
        finished.Should().BeEquivalentTo([0, 1]);

        static IEnumerable<MessageRequest> Source()
        {
            yield return MessageRequest.From("a");
            yield return MessageRequest.From("b");
            throw new InvalidDataException("The third line is no question.");
        }
    }

    [Fact]
    public async Task Progress_counts_results_and_money()
    {
        using var claude = new ManyUnderTest();
        claude.Emulator.Enqueue(Testing.EmulatedAnswer.Error(400, "invalid_request_error", "No."));
        var reports = new Reports();

        var results = await claude.Client.GenerateManyAsync(Questions.Numbered(5), new() { Progress = reports, MaxConcurrency = 1 }).ListAsync();

        reports.All.Select(static report => report.Done).Should().Equal(1, 2, 3, 4, 5);
        var last = reports.All[^1];
        last.Should().BeEquivalentTo(new { Total = 5L, Succeeded = 4L, Failed = 1L, Restored = 0L, RestoredCost = 0m });
        last.Cost.Should().Be(results.Sum(static result => result.Cost ?? 0m)).And.BePositive();
    }

    [Fact]
    public async Task Without_end_there_is_no_total()
    {
        var reports = new Reports();
        await foreach (var _ in _client.GenerateManyAsync(Questions.Endless(static _ => { }), new() { Progress = reports }))
        {
            break;
        }

        reports.All.Single().Total.Should().BeNull();
    }

    [Fact]
    public async Task An_item_without_a_request_is_refused_by_its_place()
    {
        var run = () => _client.GenerateManyAsync([MessageRequest.From("a"), null!]).ListAsync();

        await run.Should().ThrowAsync<ArgumentException>().WithMessage("Item 1*");
    }

    [Fact]
    public void Arguments_are_judged_before_anything_is_enumerated()
    {
        _client.Invoking(static client => client.GenerateManyAsync((IEnumerable<MessageRequest>)null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(static () => new GenerateManyOptions { MaxConcurrency = 0 }).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(static () => new GenerateManyOptions { Checkpoint = " " }).Should().Throw<ArgumentException>();
        FluentActions.Invoking(static () => new GenerateManyBatches { MaxRequests = 100_001 }).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(static () => new GenerateManyBatches { MaxBytes = 256_000_001 }).Should().Throw<ArgumentOutOfRangeException>();
    }
}
