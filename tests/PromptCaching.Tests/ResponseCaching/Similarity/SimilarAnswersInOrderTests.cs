using PromptCaching.Testing;
using PromptCaching.Tests.Storage;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.Similarity;

/// <summary>Which of several similar questions is tried first, and what becomes of those whose answers are gone.</summary>
public sealed class SimilarAnswersInOrderTests
{
    [Fact]
    public async Task The_nearest_answer_is_given()
    {
        using var chain = Chain();
        chain.Emulator.Enqueue(EmulatedAnswer.Text("of the far one"));
        chain.Emulator.Enqueue(EmulatedAnswer.Text("of the near one"));
        await chain.AskAsync(Ask(96));
        await chain.AskAsync(Ask(-98));
        chain.Upstream.Should().Be(2);
        var similar = await chain.AskAsync(Ask(100));
        similar.Text.Should().Contain("of the near one");
        similar.Report.Similarity.Should().BeApproximately(0.98, 1e-6);
    }

    [Fact]
    public async Task As_alike_as_was_said_is_alike_and_less_is_not()
    {
        using var chain = Chain();
        await chain.AskAsync(Ask(100));
        (await chain.AskAsync(Ask(95))).Header("x-promptcaching-result").Should().Be("similar");
        (await chain.AskAsync(Ask(94))).Header("x-promptcaching-result").Should().BeNull();
    }

    [Fact]
    public async Task Three_whose_answers_are_gone_are_tried_and_forgotten_and_the_next_is_found_the_next_time()
    {
        using var chain = await WithThreeGoneAsync();
        await RefusedAsync(chain);
        (await chain.AskAsync(Ask(100), Only(null))).Header("x-promptcaching-result").Should().Be("similar");
    }

    [Fact]
    public async Task Who_names_another_content_makes_nobody_forget_an_answer()
    {
        using var chain = Chain();
        await chain.AskAsync(Ask(98), Of("v1"));
        await ((Func<Task>)(() => chain.AskAsync(Ask(100), Only("v2")))).Should().ThrowAsync<ClaudeRefusedException>();
        (await chain.AskAsync(Ask(100), Only("v1"))).Header("x-promptcaching-result").Should().Be("similar");
        (await chain.AskAsync(Ask(100), Only(null))).Header("x-promptcaching-result").Should().Be("similar");
    }

    [Fact]
    public async Task What_memory_has_is_not_asked_of_the_store()
    {
        var store = new UnreliableStore();
        using var chain = Chain(store);
        await chain.AskAsync(Ask(98));
        store.Reads.Clear();
        (await chain.AskAsync(Ask(100))).Header("x-promptcaching-result").Should().Be("similar");
        store.Reads.Count(static key => key.Contains(":response:", StringComparison.Ordinal)).Should().Be(1, "its own answer is looked for there");
    }

    [Fact]
    public async Task An_answer_that_is_not_stored_is_not_remembered()
    {
        using var chain = Chain();
        chain.Emulator.Enqueue(EmulatedAnswer.Text("x").WithStopReason("max_tokens"));
        await chain.AskAsync(Ask(98));
        (await chain.AskAsync(Ask(100))).Header("x-promptcaching-result").Should().BeNull();
    }

    private static async Task<ChainUnderTest> WithThreeGoneAsync()
    {
        var chain = Chain();
        chain.Options.SimilarAnswers.Threshold = 1;
        foreach (var alike in (int[])[95, -99, -98, -97])
        {
            await chain.AskAsync(Ask(alike));
        }

        chain.Options.SimilarAnswers.Threshold = 0.95;
        foreach (var gone in (int[])[-99, -98, -97])
        {
            (await chain.Handler.ResponseCache.InvalidateAsync(Ask(gone).Utf8())).Should().BeTrue();
        }

        return chain;
    }

    private static async Task RefusedAsync(ChainUnderTest chain) =>
        await ((Func<Task>)(() => chain.AskAsync(Ask(100), Only(null)))).Should().ThrowAsync<ClaudeRefusedException>();

    private static Action<HttpRequestMessage> Of(string content) => request =>
        new ClaudeCall { DependsOn = new Dictionary<string, string> { ["doc"] = content } }.Set(request);

    private static Action<HttpRequestMessage> Only(string? content) => request => new ClaudeCall
    {
        ResponseCache = ResponseCacheMode.OnlyIfCached, DependsOn = content is null ? null : new Dictionary<string, string> { ["doc"] = content },
    }.Set(request);

    /// <summary>A question as alike to that of a hundred as so many hundredths, above the axis or below it.</summary>
    private static string Ask(int alike) =>
        $$"""{"model":"claude-haiku-5-5","max_tokens":64,"messages":[{"role":"user","content":"{{(alike < 0 ? "below " : "above ")}}{{new string('x', Math.Abs(alike))}}"}]}""";

    private static ReadOnlyMemory<float> Vector(string text)
    {
        var cosine = text.Count(static letter => letter == 'x') / 100d;
        return new[] { (float)cosine, (float)(Math.Sqrt(1 - (cosine * cosine)) * (text.StartsWith('b') ? -1 : 1)) };
    }

    private static ChainUnderTest Chain(UnreliableStore? store = null) => new(options =>
        (options.DistributedCache, options.SimilarAnswers.Embed, options.SimilarAnswers.Threshold) = (store, static (text, _) => new(Vector(text)), 0.95));
}
