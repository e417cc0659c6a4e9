using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PromptCaching.Messages;
using PromptCaching.Testing;
using PromptCaching.Tests.Storage;
using PromptCaching.Tests.Support;
using static PromptCaching.Tests.DependencyInjection.Registered;

namespace PromptCaching.Tests.ResponseCaching.Similarity;

/// <summary>A question gets the answer to another one that means the same, and to no other.</summary>
public sealed class SimilarAnswersTests
{
    private const string Reset = "How do I reset my password?";
    private const string ResetToo = "How can I reset my password?";

    [Fact]
    public async Task The_same_question_in_other_words_gets_the_stored_answer_and_says_so()
    {
        using var chain = Chain();
        var first = await chain.AskAsync(Ask(Reset));

        var second = await chain.AskAsync(Ask(ResetToo));

        chain.Upstream.Should().Be(1);
        second.Header("x-promptcaching-result").Should().Be("similar");
        second.Body.Should().Equal(first.Body);
        second.Report.Source.Should().Be(CallSource.ResponseCache);
        second.Report.Cost.Should().Be(0m);
        second.Report.Similarity.Should().BeApproximately(0.98, 0.001);
        first.Report.Similarity.Should().BeNull();
        (await chain.AskAsync(Ask(Reset))).Should().Match<Answered>(hit => hit.IsHit && hit.Report.Similarity == null);
        (await chain.AskAsync(Ask(ResetToo))).Header("x-promptcaching-result").Should().Be("similar", "it is not stored under its own key");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_answer_serves_both_forms(bool streamFirst)
    {
        using var chain = Chain();
        await chain.AskAsync(Ask(Reset, streamFirst));

        var second = await chain.AskAsync(Ask(ResetToo, !streamFirst));

        second.Header("x-promptcaching-result").Should().Be("similar");
        second.Response.Content.Headers.ContentType!.MediaType.Should().Be(streamFirst ? "application/json" : "text/event-stream");
    }

    [Theory]
    [InlineData("Who are you?")]
    [InlineData("How can I reset my password in 2 steps?")]
    public async Task Another_meaning_or_another_number_is_another_question(string text)
    {
        using var chain = Chain();
        await chain.AskAsync(Ask(Reset));

        (await chain.AskAsync(Ask(text))).Header("x-promptcaching-result").Should().BeNull();
    }

    [Theory]
    [InlineData("claude-haiku-5-5", "claude-sonnet-5-5")]
    [InlineData("Be brief.", "Be thorough.")]
    [InlineData("\"max_tokens\":64", "\"max_tokens\":65")]
    [InlineData("Earlier", "Before")]
    public async Task Whatever_else_differs_makes_another_question(string here, string there)
    {
        using var chain = Chain();
        await chain.AskAsync(Ask(Reset));

        (await chain.AskAsync(Ask(ResetToo).Replace(here, there, StringComparison.Ordinal))).Header("x-promptcaching-result").Should().BeNull();
    }

    [Fact]
    public async Task Scopes_and_users_never_get_each_other_s_answers()
    {
        using var chain = Chain();
        await chain.AskAsync(Ask(Reset));

        (await chain.AskAsync(Ask(ResetToo), request => new ClaudeCall { Scope = "b" }.Set(request))).Header("x-promptcaching-result").Should().BeNull();
        (await chain.AskAsync(Ask(ResetToo).Replace("{\"model\"", "{\"metadata\":{\"user_id\":\"u\"},\"model\"", StringComparison.Ordinal)))
            .Header("x-promptcaching-result").Should().BeNull();
    }

    [Theory]
    [InlineData("""{"type":"tool_result","tool_use_id":"i","content":"x"},{"type":"text","text":"TEXT"}""", false)]
    [InlineData("""{"type":"text","text":"TEXT"},{"type":"image","source":{"type":"url","url":"https://example.org/a.png"}}""", false)]
    [InlineData("""{"type":"image","source":{"type":"url","url":"https://example.org/a.png"}},{"type":"text","text":"TEXT"}""", true)]
    [InlineData("""{"type":"text","text":"TEXT","cache_control":{"type":"ephemeral"}}""", true)]
    public async Task Only_a_text_at_the_end_may_be_said_in_other_words(string content, bool expected)
    {
        using var chain = Chain(server: new ScriptedServer("""{"type":"message","id":"b","stop_reason":"end_turn","content":[],"usage":{}}"""));
        string Body(string text) => """{"model":"m","max_tokens":1,"messages":[{"role":"user","content":[""" + content.Replace("TEXT", text, StringComparison.Ordinal) + "]}]}";
        await chain.AskAsync(Body(Reset));

        (await chain.AskAsync(Body(ResetToo))).Header("x-promptcaching-result").Should().Be(expected ? "similar" : null);
    }

    [Fact]
    public async Task Told_in_another_form_to_who_joined_it_is_not_stored_either()
    {
        var embeds = new TaskCompletionSource();
        using var chain = Chain(options => options.SimilarAnswers.Embed = async (text, _) =>
        {
            await (text == ResetToo ? embeds.Task : Task.CompletedTask);
            return Vector(text);
        });
        await chain.AskAsync(Ask(Reset));
        var stream = chain.AskAsync(Ask(ResetToo, isStream: true));
        var message = chain.AskAsync(Ask(ResetToo));
        embeds.SetResult();

        (await stream).Header("x-promptcaching-result").Should().Be("similar");
        (await message).Header("x-promptcaching-result").Should().Be("similar");
        (await message).Response.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        (await chain.AskAsync(Ask(ResetToo))).Header("x-promptcaching-result").Should().Be("similar", "it is the answer to another question");
    }

    [Fact]
    public async Task A_similar_answer_ends_when_the_answer_ends()
    {
        using var chain = Chain();
        await chain.AskAsync(Ask(Reset), request => new ClaudeCall { TimeToLive = TimeSpan.FromSeconds(10) }.Set(request));
        chain.Clock.Advance(TimeSpan.FromSeconds(10));

        (await chain.AskAsync(Ask(ResetToo))).Header("x-promptcaching-result").Should().BeNull();
    }

    [Fact]
    public async Task What_was_cleared_or_invalidated_is_not_served_to_similar_questions_either()
    {
        foreach (var clear in (Func<ChainUnderTest, Task>[])[
            async chain => await chain.Handler.Regions["response"].ClearTagAsync("t"),
            async chain => await chain.Handler.ResponseCache.InvalidateAsync(Ask(Reset).Utf8())])
        {
            using var chain = Chain();
            await chain.AskAsync(Ask(Reset), request => new ClaudeCall { Tags = ["t"] }.Set(request));
            chain.Clock.Advance(TimeSpan.FromSeconds(1));
            await clear(chain);

            (await chain.AskAsync(Ask(ResetToo))).Header("x-promptcaching-result").Should().BeNull();
        }
    }

    [Fact]
    public async Task The_shared_store_is_asked_for_what_memory_has_lost()
    {
        using var chain = Chain(options => (options.DistributedCache, options.ResponseCaching.InProcessTimeToLive) = (new UnreliableStore(), TimeSpan.Zero));
        await chain.AskAsync(Ask(Reset));

        (await chain.AskAsync(Ask(ResetToo))).Header("x-promptcaching-result").Should().Be("similar");
    }

    [Theory]
    [InlineData(ResponseCacheMode.Refresh, 2)]
    [InlineData(ResponseCacheMode.Bypass, 2)]
    [InlineData(ResponseCacheMode.OnlyIfCached, 1)]
    public async Task Who_wants_a_new_answer_gets_one_and_who_wants_a_stored_one_gets_a_similar_one(ResponseCacheMode mode, int calls)
    {
        using var chain = Chain();
        await chain.AskAsync(Ask(Reset));

        await chain.AskAsync(Ask(ResetToo), request => new ClaudeCall { ResponseCache = mode }.Set(request));

        chain.Upstream.Should().Be(calls);
    }

    [Fact]
    public async Task An_embedder_that_fails_is_a_miss_and_said_once()
    {
        using var chain = Chain(options => options.SimilarAnswers.Embed = static (_, _) => throw new TimeoutException("no vectors today"));

        (await chain.AskAsync(Ask(Reset))).Status.Should().Be(200);
        (await chain.AskAsync(Ask(ResetToo))).Status.Should().Be(200);

        chain.Upstream.Should().Be(2);
        chain.Loggers.Lines.Should().ContainSingle(line => line.StartsWith("Warning", StringComparison.Ordinal)).Which.Should().Contain("no similar answer");
    }

    [Fact]
    public async Task An_embedder_that_hangs_is_given_up()
    {
        var embeds = new TaskCompletionSource();
        using var chain = Chain(options => options.SimilarAnswers.Embed = async (_, _) =>
        {
            embeds.SetResult();
            await new TaskCompletionSource().Task;
            return default;
        });
        var asking = chain.AskAsync(Ask(Reset));
        await embeds.Task;
        asking.IsCompleted.Should().BeFalse();

        chain.Clock.Advance(TimeSpan.FromSeconds(1));

        (await asking).Status.Should().Be(200);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(float.NaN, 1)]
    public async Task A_vector_without_direction_is_a_miss(float x, float y)
    {
        using var chain = Chain(options => options.SimilarAnswers.Embed = (_, _) => new(new[] { x, y }));
        await chain.AskAsync(Ask(Reset));

        (await chain.AskAsync(Ask(ResetToo))).Header("x-promptcaching-result").Should().BeNull();
    }

    [Fact]
    public async Task The_oldest_questions_are_forgotten_first()
    {
        using var chain = Chain(options => options.SimilarAnswers.MaxEntries = 1);
        await chain.AskAsync(Ask(Reset));
        await chain.AskAsync(Ask("Who are you?"));

        (await chain.AskAsync(Ask(ResetToo))).Header("x-promptcaching-result").Should().BeNull();
    }

    [Fact]
    public async Task Alternatives_of_one_question_are_not_similar_to_it()
    {
        using var chain = Chain(options => options.ResponseCaching.AlternativeAnswers = 2);
        for (var time = 0; time < 20; time++)
        {
            await chain.AskAsync(Ask(Reset));
        }

        chain.Upstream.Should().Be(2);
    }

    [Fact]
    public async Task Questions_that_the_cache_was_warmed_with_are_compared_too()
    {
        const string Answer = """{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"stop_reason":"end_turn","usage":{}}""";
        using var chain = Chain();
        await chain.Handler.ResponseCache.WarmAsync(new MemoryStream($$"""{"request":{{Ask(Reset)}},"response":{{Answer}}}""".Utf8()));

        (await chain.AskAsync(Ask(ResetToo))).Text.Should().Be(Answer);
    }

    [Fact]
    public async Task A_registered_client_uses_them_where_it_is_said()
    {
        using var provider = Provider(services =>
        {
            services.AddClaudeCaching(options => options.ApiKey = "k").UseSimilarAnswers((text, _) => new(Vector(text)))
                .HttpClient.ConfigurePrimaryHttpMessageHandler(() => new ClaudeEmulator());
            services.AddClaudeCaching("plain", options => options.ApiKey = "k").HttpClient.ConfigurePrimaryHttpMessageHandler(() => new ClaudeEmulator());
        });

        (await SecondAsync(ClaudeDefaults.ClientName)).Should().BeApproximately(0.98, 0.001);
        (await SecondAsync("plain")).Should().BeNull();

        async Task<double?> SecondAsync(string name)
        {
            var client = provider.GetRequiredKeyedService<IClaudeClient>(name);
            await client.CreateMessageAsync(MessageRequest.From(Reset));
            return (await client.CreateMessageAsync(MessageRequest.From(ResetToo))).GetCallReport()!.Similarity;
        }
    }

    [Theory]
    [InlineData(0.49, false)]
    [InlineData(0.5, true)]
    [InlineData(1, true)]
    [InlineData(1.01, false)]
    [InlineData(double.NaN, false)]
    public void The_threshold_is_judged_at_start(double threshold, bool isGood)
    {
        using var provider = Provider(services => services.AddClaudeCaching(options => options.ApiKey = "k")
            .UseSimilarAnswers((text, _) => new(Vector(text)), options => options.Threshold = threshold));
        var start = provider.GetRequiredService<IStartupValidator>().Invoking(validator => validator.Validate());

        if (isGood)
        {
            start.Should().NotThrow();
        }
        else
        {
            start.Should().Throw<OptionsValidationException>().WithMessage("*Threshold*0.5*");
        }
    }

    /// <summary>Questions about passwords point nearly one way, those about persons another.</summary>
    private static ReadOnlyMemory<float> Vector(string text) =>
        text.Contains("password", StringComparison.Ordinal) ? text.Contains("can", StringComparison.Ordinal) ? new[] { 4.9f, 0.995f } : new[] { 2f, 0 } : new[] { 0, 1f };

    private static string Ask(string text, bool isStream = false) =>
        $$"""{"model":"claude-haiku-5-5","max_tokens":64,"stream":{{(isStream ? "true" : "false")}},"system":"Be brief.","messages":[{"role":"user","content":"Earlier."},{"role":"assistant","content":"Yes."},{"role":"user","content":"{{text}}"}]}""";

    private static ChainUnderTest Chain(Action<ClaudeCachingOptions>? configure = null, HttpMessageHandler? server = null) => new(
        options =>
        {
            options.SimilarAnswers.Embed = (text, _) => new(Vector(text));
            configure?.Invoke(options);
        },
        server);
}
