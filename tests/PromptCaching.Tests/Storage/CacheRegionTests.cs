using PromptCaching.Tests.ResponseCaching;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Storage;

/// <summary>Whatever the store does, the call is answered and the paid answer arrives. Through the whole chain.</summary>
public class CacheRegionTests
{
    private readonly UnreliableStore _store = new();

    public static TheoryData<string> Faults => ["throws at once", "throws later", "returns null instead of a task", "is cancelled", "never ends"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_store_that_cannot_be_read_is_a_miss(string fault)
    {
        using var chain = Chain();
        _store.OnRead = (_, token) => Fail<byte[]?>(fault, token);

        var answered = await AnsweredAsync(chain, chain.AskAsync(Questions.Json));

        answered.Status.Should().Be(200);
        answered.IsHit.Should().BeFalse();
        chain.Upstream.Should().Be(1);

        // Once for the entry, once for what was cleared.
        chain.Loggers.Lines.Count(line => line.StartsWith("Warning: The cache store failed to read", StringComparison.Ordinal)).Should().Be(2);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_store_that_cannot_be_written_takes_nothing_from_the_caller(string fault)
    {
        using var chain = Chain();
        using var expected = new ChainUnderTest();
        _store.OnWrite = (_, token) => Fail<bool>(fault, token);

        foreach (var question in (string[])[Questions.Json, Questions.Stream])
        {
            var answered = await AnsweredAsync(chain, chain.AskAsync(question));

            answered.Body.Should().Equal((await expected.AskAsync(question, request => request.Headers.Add("x-promptcaching-response-cache", "bypass"))).Body);
            answered.Report.IsComplete.Should().BeTrue();
            answered.Report.Cost.Should().BePositive();
        }

        chain.Loggers.Lines.Should().Contain(line => line.StartsWith("Warning: The cache store failed to write", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_store_that_hangs_is_left_alone_after_its_time_and_told_so()
    {
        using var chain = Chain();
        CancellationToken given = default;
        _store.OnRead = (_, token) =>
        {
            given = token;
            return new TaskCompletionSource<byte[]?>().Task;
        };

        var call = chain.AskAsync(Questions.Json);
        chain.Clock.Advance(TimeSpan.FromMilliseconds(249));
        chain.Upstream.Should().Be(0);
        chain.Clock.Advance(TimeSpan.FromMilliseconds(1));

        (await call).Status.Should().Be(200);
        given.IsCancellationRequested.Should().BeTrue();
    }

    [Fact]
    public async Task A_caller_who_leaves_while_the_store_is_read_is_no_fault_of_the_store()
    {
        using var chain = Chain();
        using var leaving = new CancellationTokenSource();
        _store.OnRead = (_, _) => new TaskCompletionSource<byte[]?>().Task;

        var call = chain.Http.SendAsync(ChainUnderTest.Post(Questions.Json.Utf8()), leaving.Token);
        await leaving.CancelAsync();

        await call.Invoking(it => it).Should().ThrowAsync<OperationCanceledException>();
        chain.Loggers.Lines.Should().NotContain(line => line.StartsWith("Warning", StringComparison.Ordinal));
        chain.Upstream.Should().Be(0);
    }

    [Fact]
    public async Task Garbage_and_entries_of_other_questions_are_a_miss_and_logged()
    {
        using var chain = Chain();
        await chain.AskAsync(Questions.Json);
        var foreign = _store.Entries.Values.Single();
        var other = Questions.Json.Replace("2 + 2", "3 + 3", StringComparison.Ordinal);

        byte[][] lies = [foreign, [], [1], new byte[100], "<html></html>"u8.ToArray(), foreign[..^1]];
        foreach (var lie in lies)
        {
            _store.OnRead = (_, _) => Task.FromResult<byte[]?>(lie);
            (await chain.AskAsync(other)).IsHit.Should().BeFalse();
        }

        chain.Upstream.Should().Be(1 + lies.Length);
        chain.Loggers.Lines.Count(line => line.StartsWith("Warning: A stored entry did not open", StringComparison.Ordinal)).Should().Be(lies.Length);
    }

    [Fact]
    public async Task Every_entry_has_the_prefix_a_lifetime_and_no_word_of_the_question()
    {
        using var chain = new ChainUnderTest(options =>
        {
            options.DistributedCache = _store;
            options.ResponseCaching.KeyPrefix = "mine:";
            options.ResponseCaching.InProcessTimeToLive = TimeSpan.Zero;
            options.ResponseCaching.TimeToLive = TimeSpan.FromMinutes(7);
            options.ResponseCaching.CompressionThreshold = 0;
        });

        await chain.AskAsync(Questions.Json);

        _store.Entries.Keys.Single().Should().MatchRegex("^mine:response:claude-haiku-5-5:[A-Za-z0-9_-]{43}$");
        _store.Lifetimes.Should().Equal(TimeSpan.FromMinutes(7));
        (await chain.AskAsync(Questions.Json)).IsHit.Should().BeTrue();
    }

    [Fact]
    public async Task Two_chains_with_one_key_share_a_store_and_two_with_different_keys_do_not()
    {
        using var first = Chain();
        using var second = Chain();
        using var other = new ChainUnderTest(options =>
        {
            options.DistributedCache = _store;
            options.Client.ApiKey = "another-key";
        });

        await first.AskAsync(Questions.Json);

        (await second.AskAsync(Questions.Json)).IsHit.Should().BeTrue();
        (await other.AskAsync(Questions.Json)).IsHit.Should().BeFalse();
    }

    [Fact]
    public async Task An_answer_from_a_clock_that_is_ahead_has_no_age()
    {
        using var ahead = Chain();
        using var behind = Chain();
        ahead.Clock.Advance(TimeSpan.FromMinutes(5));
        await ahead.AskAsync(Questions.Json);

        var hit = await behind.AskAsync(Questions.Json);

        hit.Response.Headers.Age.Should().Be(TimeSpan.Zero);
        hit.Report.Age.Should().Be(TimeSpan.Zero);
    }

    private static Task<T> Fail<T>(string fault, CancellationToken token) => fault switch
    {
        "throws at once" => throw new InvalidOperationException("The store is down."),
        "throws later" => Task.FromException<T>(new IOException("The store went away.")),
        "returns null instead of a task" => null!,
        "is cancelled" => Task.FromCanceled<T>(new CancellationToken(canceled: true)),
        _ => new TaskCompletionSource<T>().Task.WaitAsync(token),
    };

    private static async Task<Answered> AnsweredAsync(ChainUnderTest chain, Task<Answered> call)
    {
        while (!call.IsCompleted && chain.Clock.AdvanceToNextTimer())
        {
        }

        return await call;
    }

    private ChainUnderTest Chain() => new(options =>
    {
        options.DistributedCache = _store;
        options.ResponseCaching.InProcessTimeToLive = TimeSpan.Zero;
    });
}
