using System.Text.Json.Nodes;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.Verdicts;

/// <summary>A clock, a name or an id in front of a system prompt: what such requests have in common is how it ends.</summary>
public sealed class ChangedBeginningTests : IDisposable
{
    private static readonly string _rules = Texts.Words(700, "syst");
    private readonly ChainUnderTest _chain = new(static options => options.ResponseCaching.Enabled = false);

    public void Dispose() => _chain.Dispose();

    [Theory]
    [InlineData("It is 9:59.", "It is 10:00.")]
    [InlineData("You help Ann.", "You help Bartholomew, who is new here.")]
    public async Task What_changes_in_front_is_named_however_far_it_moves_the_rest(string before, string after)
    {
        await Ask("one", $"{before} {_rules}");

        var verdict = await Ask("two", $"{after} {_rules}");

        verdict.Outcome.Should().Be(CacheOutcome.Miss);
        verdict.Cause!.Kind.Should().Be(CacheMissKind.SystemChanged);
        verdict.Cause.Sentence.Should().Be("system.0 differs between characters 0 and 16.");
        verdict.Cause.Hint.Should().Be("Move what changes into a block of its own at the end of the system prompt, or into the last user message.");
    }

    [Fact]
    public async Task Prompts_that_share_no_more_than_a_closing_sentence_are_two()
    {
        await Ask("one", $"{Texts.Words(700, "lawyer")} Be polite.");

        var verdict = await Ask("two", $"{Texts.Words(700, "doctor")} Be polite.");

        verdict.Outcome.Should().Be(CacheOutcome.ColdStart);
    }

    [Fact]
    public async Task Another_model_is_no_relative()
    {
        await Ask("one", $"It is 9:59. {_rules}");

        var verdict = await Ask("two", $"It is 10:00. {_rules}", "claude-opus-5-5");

        verdict.Outcome.Should().Be(CacheOutcome.ColdStart);
    }

    private async Task<CacheVerdict> Ask(string question, string system, string model = Prompts.Model)
    {
        var request = new JsonObject
        {
            ["model"] = model,
            ["max_tokens"] = 16,
            ["system"] = system,
            ["messages"] = new JsonArray { Prompts.Message("user", question) },
        };
        return (await _chain.AskAsync(request.Say())).Report.Verdict;
    }
}
