using PromptCaching.Testing;
using PromptCaching.Tests.Storage;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching;

/// <summary>What the memory of a process has of what the store has, and for how long.</summary>
public sealed class AnswerTiersTests
{
    private readonly UnreliableStore _store = new();

    private int ReadsOfAnswers => _store.Reads.Count(static key => key.Contains(":response:", StringComparison.Ordinal));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_found_in_the_store_is_in_memory_from_then_on(bool inOtherForm)
    {
        await StoreAsync();
        using var chain = Chain();
        var question = inOtherForm ? Questions.Stream : Questions.Json;
        for (var time = 0; time < 3; time++)
        {
            (await chain.AskAsync(question)).IsHit.Should().BeTrue();
        }

        ReadsOfAnswers.Should().Be(1);
        chain.Upstream.Should().Be(0);
    }

    [Fact]
    public async Task What_was_found_in_the_store_is_looked_for_again_when_memory_has_had_it_for_so_long()
    {
        await StoreAsync();
        using var chain = Chain(options => options.ResponseCaching.InProcessTimeToLive = TimeSpan.FromSeconds(10));
        await chain.AskAsync(Questions.Json);
        chain.Clock.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        await chain.AskAsync(Questions.Json);
        ReadsOfAnswers.Should().Be(1);
        chain.Clock.Advance(TimeSpan.FromTicks(1));
        (await chain.AskAsync(Questions.Json)).IsHit.Should().BeTrue();
        ReadsOfAnswers.Should().Be(2);
    }

    [Fact]
    public async Task No_answer_is_held_in_memory_longer_than_its_own_time()
    {
        await StoreAsync();
        using var chain = Chain(options => options.ResponseCaching.InProcessTimeToLive = TimeSpan.FromHours(2));
        await chain.AskAsync(Questions.Json);
        chain.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        (await chain.AskAsync(Questions.Json)).IsHit.Should().BeTrue();
        chain.Clock.Advance(TimeSpan.FromTicks(1));
        (await chain.AskAsync(Questions.Json)).IsHit.Should().BeFalse();
    }

    [Fact]
    public async Task Without_a_store_memory_holds_an_answer_for_all_its_time()
    {
        using var chain = new ChainUnderTest(options => options.ResponseCaching.InProcessTimeToLive = TimeSpan.Zero);
        await chain.AskAsync(Questions.Json);
        (await chain.AskAsync(Questions.Json)).IsHit.Should().BeTrue();
    }

    [Fact]
    public async Task An_answer_that_another_process_stored_in_our_future_is_of_no_age()
    {
        await StoreAsync(new ManualTimeProvider(new ManualTimeProvider().GetUtcNow().AddMinutes(5)));
        using var chain = Chain();
        var hit = await chain.AskAsync(Questions.Json);
        hit.IsHit.Should().BeTrue();
        hit.Report.Age.Should().Be(TimeSpan.Zero);
        hit.Header("Age").Should().Be("0");
    }

    [Fact]
    public async Task Of_several_contents_one_that_has_changed_is_enough()
    {
        using var chain = new ChainUnderTest();
        await chain.AskAsync(Questions.Json, On("v1", "v1"));
        (await chain.AskAsync(Questions.Json, On("v1", "v1"))).IsHit.Should().BeTrue();

        (await chain.AskAsync(Questions.Json, On("v1", "v2"))).IsHit.Should().BeFalse();

        static Action<HttpRequestMessage> On(string handbook, string rules) => request =>
            new ClaudeCall { DependsOn = new Dictionary<string, string> { ["handbook"] = handbook, ["rules"] = rules } }.Set(request);
    }

    [Fact]
    public async Task Who_names_another_content_than_the_store_has_gets_another_answer()
    {
        await StoreAsync(change: Of("v1"));
        using var chain = Chain();
        (await chain.AskAsync(Questions.Json, Of("v2"))).IsHit.Should().BeFalse();
        using var same = Chain();
        (await same.AskAsync(Questions.Json, Of("v2"))).IsHit.Should().BeTrue();
        (await same.AskAsync(Questions.Json)).IsHit.Should().BeTrue("who names none takes what there is");
    }

    [Fact]
    public async Task What_is_not_stored_is_counted_by_its_reason_and_told_to_the_log()
    {
        using var chain = new ChainUnderTest();
        chain.Emulator.Enqueue(EmulatedAnswer.Text("x").WithStopReason("max_tokens"));
        await chain.AskAsync(Questions.Json);
        chain.Handler.Regions["response"].Counters.RefusedByReason.Should().Equal(new Dictionary<string, long> { ["max_tokens"] = 1 });
        chain.Loggers.Lines.Should().ContainSingle(static line => line == "Debug: The answer is not stored: max_tokens.");
    }

    [Fact]
    public async Task What_is_stored_in_memory_alone_is_counted_with_its_bytes_and_its_time()
    {
        using var chain = new ChainUnderTest();
        var answered = await chain.AskAsync(Questions.Json, static request => new ClaudeCall { TimeToLive = TimeSpan.FromSeconds(10) }.Set(request));
        chain.Handler.Regions["response"].Counters.Should().BeEquivalentTo(new
        {
            Stores = 1L, Bytes = (long)answered.Body.Length, PackedBytes = (long)answered.Body.Length, MeanTimeToLive = TimeSpan.FromSeconds(10), Misses = 1L, Joins = 0L,
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_invalidated_is_gone_from_both_tiers_in_both_forms(bool isStream)
    {
        var question = isStream ? Questions.Stream : Questions.Json;
        using (var chain = Chain())
        {
            await chain.AskAsync(Questions.Json);
            await chain.AskAsync(Questions.Stream);
            (await chain.Handler.ResponseCache.InvalidateAsync(Questions.Json.Utf8())).Should().BeTrue();
            (await chain.AskAsync(question)).IsHit.Should().BeFalse();
            await chain.Handler.ResponseCache.InvalidateAsync(Questions.Json.Utf8());
        }

        using var other = Chain();
        (await other.AskAsync(question)).IsHit.Should().BeFalse();
    }

    [Fact]
    public async Task What_was_stored_under_an_earlier_secret_is_invalidated_too()
    {
        await StoreAsync(configure: static options => options.ResponseCaching.Secret = "the first of all secrets");
        void Later(ClaudeCachingOptions options) =>
            (options.ResponseCaching.Secret, options.ResponseCaching.PreviousSecrets) = ("the second of all secrets", ["the first of all secrets"]);
        using (var chain = Chain(Later))
        {
            await chain.Handler.ResponseCache.InvalidateAsync(Questions.Json.Utf8());
        }

        using var other = Chain(Later);
        (await other.AskAsync(Questions.Json)).IsHit.Should().BeFalse();
    }

    [Theory]
    [InlineData(0, 529)]
    [InlineData(1, 200)]
    public async Task An_answer_stands_in_to_the_last_tick_of_what_was_said(int ticks, int status)
    {
        using var chain = new ChainUnderTest(static options => options.ResponseCaching.StaleIfOverloaded = TimeSpan.FromHours(1));
        await chain.AskAsync(Questions.Json);
        chain.Clock.Advance(TimeSpan.FromHours(2) - TimeSpan.FromTicks(ticks));
        chain.Emulator.Enqueue(EmulatedAnswer.Overloaded());
        (await chain.AskAsync(Questions.Json)).Status.Should().Be(status);
    }

    [Fact]
    public async Task Who_stands_in_is_told_to_the_log_with_the_reason()
    {
        using var chain = new ChainUnderTest(static options => options.ResponseCaching.StaleIfOverloaded = TimeSpan.FromHours(1));
        await chain.AskAsync(Questions.Json);
        chain.Clock.Advance(TimeSpan.FromHours(1));
        chain.Emulator.Enqueue(EmulatedAnswer.Overloaded());
        await chain.AskAsync(Questions.Json);
        chain.Loggers.Lines.Should().Contain("Warning: The API gave no answer (overloaded); a stored one that is past its time was served.");
    }

    [Fact]
    public async Task Who_wants_a_stored_answer_is_told_why_there_is_none()
    {
        using var chain = new ChainUnderTest();
        static void Only(HttpRequestMessage request) => new ClaudeCall { ResponseCache = ResponseCacheMode.OnlyIfCached }.Set(request);
        (await ((Func<Task>)(() => chain.AskAsync("not json", Only))).Should().ThrowAsync<ClaudeRefusedException>()).WithMessage(
            "Only a stored answer was wanted, and this question is none that is stored. Nothing was sent; leave the mode at its default to ask the API.");
        (await ((Func<Task>)(() => chain.AskAsync(Questions.Json, Only))).Should().ThrowAsync<ClaudeRefusedException>()).WithMessage(
            "Only a stored answer was wanted, and there is none. Nothing was sent; leave the mode at its default to ask the API.");
    }

    private static Action<HttpRequestMessage> Of(string content) => request =>
        new ClaudeCall { DependsOn = new Dictionary<string, string> { ["doc"] = content } }.Set(request);

    private async Task StoreAsync(
        TimeProvider? clock = null, Action<HttpRequestMessage>? change = null, Action<ClaudeCachingOptions>? configure = null)
    {
        using var chain = Chain(options =>
        {
            options.TimeProvider = clock ?? options.TimeProvider;
            configure?.Invoke(options);
        });
        await chain.AskAsync(Questions.Json, change);
        _store.Reads.Clear();
    }

    private ChainUnderTest Chain(Action<ClaudeCachingOptions>? configure = null) => new(options =>
    {
        options.DistributedCache = _store;
        configure?.Invoke(options);
    });
}
