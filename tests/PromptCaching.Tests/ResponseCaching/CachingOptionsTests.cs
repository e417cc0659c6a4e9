using PromptCaching.Testing;
using PromptCaching.Tests.Storage;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching;

/// <summary>What each option and each wish of a call changes, through the whole chain.</summary>
public sealed class CachingOptionsTests
{
    private const string Cold = """{"model":"claude-haiku-4-5","max_tokens":64,"temperature":0,"messages":[{"role":"user","content":"What is 2 + 2?"}]}""";

    private static readonly string Warm = Cold.Replace("\"temperature\":0", "\"temperature\":0.5", StringComparison.Ordinal);

    [Fact]
    public async Task Several_answers_to_one_question_are_kept_and_each_is_given_now_and_then()
    {
        using var chain = new ChainUnderTest(options => options.ResponseCaching.AlternativeAnswers = 3);
        for (var number = 1; number <= 3; number++)
        {
            chain.Emulator.Enqueue(EmulatedAnswer.Text($"answer {number}"));
        }

        var given = new List<string>();
        for (var time = 0; time < 60; time++)
        {
            given.Add((await chain.AskAsync(Questions.Json)).Text);
        }

        chain.Upstream.Should().Be(3);
        given.Skip(30).Distinct().Should().HaveCount(3);
    }

    [Fact]
    public async Task A_question_without_chance_has_one_answer()
    {
        using var chain = new ChainUnderTest(options => options.ResponseCaching.AlternativeAnswers = 3);
        for (var time = 0; time < 20; time++)
        {
            await chain.AskAsync(Cold);
        }

        chain.Upstream.Should().Be(1);
    }

    [Fact]
    public async Task Questions_of_chance_are_not_stored_where_that_is_wanted()
    {
        using var chain = new ChainUnderTest(options => options.ResponseCaching.OnlyWithoutSampling = true);
        foreach (var (question, isStored) in new[] { (Cold, true), (Warm, false), (Questions.Json, true) })
        {
            await chain.AskAsync(question);
            (await chain.AskAsync(question)).IsHit.Should().Be(isStored, question);
        }

        chain.Handler.Regions["response"].Counters.RefusedByReason.Should().Equal(new Dictionary<string, long> { ["sampled"] = 2 });
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task An_answer_past_its_time_stands_in_when_the_API_cannot_answer(bool isShared, bool inOtherForm)
    {
        using var chain = Stale(isShared);
        var first = await chain.AskAsync(Questions.Json);
        chain.Clock.Advance(TimeSpan.FromHours(1.5));
        chain.Emulator.Enqueue(EmulatedAnswer.Overloaded());
        chain.Emulator.Enqueue(EmulatedAnswer.ConnectionFailure());
        for (var time = 0; time < 2; time++)
        {
            var stale = await chain.AskAsync(inOtherForm ? Questions.Stream : Questions.Json);

            stale.Status.Should().Be(200);
            stale.Header("x-promptcaching-result").Should().Be("stale");
            stale.Report.Should().BeEquivalentTo(new { IsStale = true, Source = CallSource.ResponseCache, Age = TimeSpan.FromHours(1.5) });
            stale.Report.MessageId.Should().Be(first.Report.MessageId);
        }

        (await chain.AskAsync(Questions.Json)).Report.Source.Should().Be(CallSource.Api, "it answers again");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_answer_stands_in_longer_than_was_said_or_when_it_was_cleared_or_for_another_error(bool isShared)
    {
        using var chain = Stale(isShared);
        await chain.AskAsync(Questions.Json);
        chain.Clock.Advance(TimeSpan.FromHours(1.5));
        chain.Emulator.Enqueue(EmulatedAnswer.ServerError());
        (await chain.AskAsync(Questions.Json)).Status.Should().Be(500);
        await chain.Handler.Regions["response"].ClearAsync();
        chain.Emulator.Enqueue(EmulatedAnswer.Overloaded());
        (await chain.AskAsync(Questions.Json)).Status.Should().Be(529);

        await chain.AskAsync(Questions.Json);
        chain.Clock.Advance(TimeSpan.FromHours(2));
        chain.Emulator.Enqueue(EmulatedAnswer.Overloaded());
        (await chain.AskAsync(Questions.Json)).Status.Should().Be(529);
    }

    [Fact]
    public async Task Nothing_stands_in_unless_it_is_wanted()
    {
        using var chain = new ChainUnderTest();
        await chain.AskAsync(Questions.Json);
        chain.Clock.Advance(TimeSpan.FromHours(1));
        chain.Emulator.Enqueue(EmulatedAnswer.Overloaded());

        (await chain.AskAsync(Questions.Json)).Status.Should().Be(529);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_wants_only_stored_answers_gets_them_or_a_refusal_and_nothing_is_sent(bool isShared)
    {
        using var chain = new ChainUnderTest(options => options.DistributedCache = isShared ? new UnreliableStore() : null);
        static void Only(HttpRequestMessage request) => new ClaudeCall { ResponseCache = ResponseCacheMode.OnlyIfCached }.Set(request);
        foreach (var question in (string[])[Questions.Json, """{"model":"m","mcp_servers":[]}""", "not json"])
        {
            (await chain.Invoking(it => it.AskAsync(question, Only)).Should().ThrowAsync<ClaudeRefusedException>())
                .Which.Reason.Should().Be(RefusalReason.NotCached);
        }

        chain.Upstream.Should().Be(0);
        await chain.AskAsync(Questions.Json);
        (await chain.AskAsync(Questions.Stream, Only)).IsHit.Should().BeTrue();
        chain.Clock.Advance(TimeSpan.FromHours(1));
        await chain.Invoking(it => it.AskAsync(Questions.Json, Only)).Should().ThrowAsync<ClaudeRefusedException>();
    }

    [Fact]
    public async Task Headers_that_are_named_make_another_question_and_others_do_not()
    {
        using var chain = new ChainUnderTest(options => options.ResponseCaching.KeyHeaders = ["X-Region"]);
        Action<HttpRequestMessage> With(string name, string value) => request => request.Headers.Add(name, value);
        await chain.AskAsync(Questions.Json, With("x-region", "eu"));

        (await chain.AskAsync(Questions.Json, With("X-REGION", "eu"))).IsHit.Should().BeTrue();
        (await chain.AskAsync(Questions.Json, With("x-region", "us"))).IsHit.Should().BeFalse();
        (await chain.AskAsync(Questions.Json)).IsHit.Should().BeFalse();
        (await chain.AskAsync(Questions.Json, With("x-trace", "1"))).IsHit.Should().BeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Users_share_answers_only_where_that_is_wanted(bool areShared)
    {
        using var chain = new ChainUnderTest(options => options.ResponseCaching.ShareAcrossUsers = areShared);
        static string Of(string user) => Questions.Json.Replace("{\"model\"", "{\"metadata\":{\"user_id\":\"" + user + "\"},\"model\"", StringComparison.Ordinal);
        await chain.AskAsync(Of("a"));

        (await chain.AskAsync(Of("a"))).IsHit.Should().BeTrue();
        (await chain.AskAsync(Of("b"))).IsHit.Should().Be(areShared);
        (await chain.AskAsync(Questions.Json)).IsHit.Should().Be(areShared);
    }

    [Fact]
    public async Task Options_may_change_while_the_chain_runs()
    {
        using var chain = new ChainUnderTest();
        var spaced = Questions.Json.Replace("is 2", "is  2", StringComparison.Ordinal);
        await chain.AskAsync(Questions.Json);
        (await chain.AskAsync(spaced)).IsHit.Should().BeFalse();

        chain.Options.ResponseCaching.NormalizeWhitespace = true;
        await chain.AskAsync(Questions.Json);
        (await chain.AskAsync(spaced)).IsHit.Should().BeTrue();
    }

    [Fact]
    public async Task What_was_stored_under_an_earlier_secret_is_still_found()
    {
        var store = new UnreliableStore();
        string[] secrets = ["the first of all secrets", "the second of all secrets", "the third of all secrets"];
        var first = await AskAsync(secrets[0]);

        (await AskAsync(secrets[1])).IsHit.Should().BeFalse("nobody said that there was another");
        (await AskAsync(secrets[2], secrets[0])).Body.Should().Equal(first.Body);
        (await AskAsync(secrets[2], "a secret that never was", secrets[1])).IsHit.Should().BeTrue();

        async Task<Answered> AskAsync(string secret, params string[] previous)
        {
            using var chain = new ChainUnderTest(options =>
            {
                options.DistributedCache = store;
                (options.ResponseCaching.Secret, options.ResponseCaching.PreviousSecrets) = (secret, previous);
            });
            return await chain.AskAsync(Questions.Json);
        }
    }

    [Fact]
    public async Task A_stream_from_the_store_is_told_at_the_pace_that_was_said()
    {
        using var chain = new ChainUnderTest(options =>
        {
            options.ResponseCaching.ReplayDelay = TimeSpan.FromMilliseconds(50);
            options.ResponseCaching.ReplayChunkSize = 5;
        });
        chain.Emulator.Enqueue(EmulatedAnswer.Text("Twelve signs"));
        await chain.AskAsync(Questions.Json);
        using var response = await chain.Http.SendAsync(ChainUnderTest.Post(Questions.Stream.Utf8()), HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[4096];
        var events = new List<string> { buffer.AsSpan(0, await stream.ReadAsync(buffer)).ToArray().Utf8() };
        while (events[^1].Length > 0)
        {
            var reading = stream.ReadAsync(buffer).AsTask();
            reading.IsCompleted.Should().Be(events[^1].Contains("message_stop", StringComparison.Ordinal));
            chain.Clock.Advance(TimeSpan.FromMilliseconds(50));
            events.Add(buffer.AsSpan(0, await reading).ToArray().Utf8());
        }

        events.Where(text => text.Contains("text_delta", StringComparison.Ordinal)).Select(text => text[text.IndexOf('{', StringComparison.Ordinal)..].Json()
            .GetProperty("delta").GetProperty("text").GetString()).Should().Equal("Twelv", "e sig", "ns");
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData(0, 3)]
    [InlineData(10, 1)]
    public async Task The_shared_store_is_asked_again_when_memory_has_served_for_so_long(int? seconds, int reads)
    {
        var store = new UnreliableStore();
        using var chain = new ChainUnderTest(options =>
        {
            options.DistributedCache = store;
            options.ResponseCaching.InProcessTimeToLive = seconds is { } time ? TimeSpan.FromSeconds(time) : null;
        });
        await chain.AskAsync(Questions.Json);
        store.Reads.Clear();
        for (var time = 0; time < 3; time++)
        {
            chain.Clock.Advance(TimeSpan.FromSeconds(4));
            (await chain.AskAsync(Questions.Json)).IsHit.Should().BeTrue();
        }

        store.Reads.Count(key => key.Contains(":response:", StringComparison.Ordinal)).Should().Be(reads);
    }

    [Fact]
    public async Task Who_joins_a_stream_that_the_store_has_gets_a_message_all_the_same()
    {
        var store = new UnreliableStore();
        using (var before = new ChainUnderTest(options => options.DistributedCache = store))
        {
            await before.AskAsync(Questions.Stream);
        }

        var gate = new TaskCompletionSource();
        store.OnRead = async (key, _) =>
        {
            await gate.Task;
            return store.Entries.GetValueOrDefault(key);
        };
        using var chain = new ChainUnderTest(options => options.DistributedCache = store);
        var (stream, message) = (chain.AskAsync(Questions.Stream), chain.AskAsync(Questions.Json));
        gate.SetResult();

        (await stream).Response.Content.Headers.ContentType!.MediaType.Should().Be("text/event-stream");
        (await message).Response.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        (await message).Text.Json().GetProperty("type").GetString().Should().Be("message");
        chain.Upstream.Should().Be(0);
    }

    private static ChainUnderTest Stale(bool isShared) => new(options =>
    {
        options.DistributedCache = isShared ? new UnreliableStore() : null;
        options.ResponseCaching.StaleIfOverloaded = TimeSpan.FromHours(1);
    });
}
