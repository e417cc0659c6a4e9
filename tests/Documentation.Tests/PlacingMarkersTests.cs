using System.Text.Json;
using Documentation.Tests.Pages;
using Documentation.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PromptCaching;
using PromptCaching.CacheControl;
using PromptCaching.Messages;
using PromptCaching.Prompts;

namespace Documentation.Tests;

public sealed class PlacingMarkersTests
{
    private static readonly Page _page = Page.Of("placing-markers");

    [Fact]
    public async Task The_verdict_says_what_the_page_shows()
    {
        using var printed = PrintedText.Begin();
        await using var emulation = Emulation.Plain();

        await PlacingMarkersExamples.ShowTheVerdictAsync(emulation.Claude, Texts.Handbook, "Who approves travel?");
        await PlacingMarkersExamples.ShowTheVerdictAsync(emulation.Claude, Texts.Handbook, "How many days of leave do I have?");

        printed.ToString().Should().Be(_page.Output(1));
    }

    [Fact]
    public async Task A_marker_of_yours_stays_with_its_time()
    {
        await using var emulation = Emulation.Plain();

        await emulation.Claude.CreateMessageAsync(PlacingMarkersExamples.MarkByHand(Texts.Handbook, "Monday", "Who?"));

        var call = emulation.Emulator.Calls.Should().ContainSingle().Which;
        call.Breakpoints[0].Should().BeEquivalentTo(new { Path = "system.0", TimeToLive = TimeSpan.FromHours(1) });
        call.Usage!.Written1hTokens.Should().BeGreaterThan(4000);
    }

    [Fact]
    public async Task One_call_can_differ()
    {
        await using var emulation = Emulation.Of(static services =>
            services.AddClaudeCaching().ConfigureResponseCaching(static options => options.Enabled = false));

        await PlacingMarkersExamples.WishAsync(emulation.Claude, PlacingMarkersExamples.MarkByHand(Texts.Handbook, "Monday", "Who?"));

        emulation.Emulator.Calls[0].Breakpoints.Should().NotContain(static breakpoint => breakpoint.Path.StartsWith("messages"));
        emulation.Emulator.Calls[1].Breakpoints.Should().ContainSingle().Which.Path.Should().Be("system.0");
    }

    [Fact]
    public void Who_sends_alone_can_plan_alone()
    {
        using var printed = PrintedText.Begin();
        var body = JsonSerializer.SerializeToUtf8Bytes(MessageRequest.From("Who approves travel?", system: Texts.Handbook));

        var planned = PlacingMarkersExamples.PlanAlone(body);

        printed.ToString().Should().Contain("system.0");
        planned.Length.Should().BeGreaterThan(body.Length);
    }

    [Fact]
    public async Task The_configuration_is_bound_and_valid()
    {
        await using var provider = Configured.Claude(_page.Json(1));

        var options = provider.GetRequiredService<IOptionsMonitor<CacheControlOptions>>().Get(ClaudeDefaults.ClientName);
        (options.Placement, options.AllowOneHour, options.MinTokens["claude-haiku-5-5"]).Should().Be((CacheControlPlacement.Habit, false, 1024));
    }

    [Fact]
    public async Task A_cached_prompt_is_shared_by_users_and_refuses_a_clock()
    {
        await using var emulation = Emulation.Plain();

        await PlacingMarkersExamples.PutInOrderAsync(emulation.Claude, "Be brief.", Texts.Handbook, "Ada", "Who?");
        await PlacingMarkersExamples.PutInOrderAsync(emulation.Claude, "Be brief.", Texts.Handbook, "Grace", "When?");

        emulation.Emulator.Calls[1].Usage!.ReadTokens.Should().BeGreaterThan(4000);
        await emulation.Claude
            .Awaiting(static claude => PlacingMarkersExamples.PutInOrderAsync(claude, "It is 2026-11-21 12:00:01.", Texts.Handbook, "Ada", "Who?"))
            .Should().ThrowAsync<InvalidOperationException>();
    }

    [Fact]
    public async Task What_was_written_ahead_is_read()
    {
        using var printed = PrintedText.Begin();
        await using var emulation = Emulation.Plain();
        var prompt = CachedPrompt.Empty.WithSystem(Texts.Handbook);

        await PlacingMarkersExamples.PreWarmAsync(emulation.Claude, prompt);
        await emulation.Claude.CreateMessageAsync(prompt.ToRequest("Who?"));

        printed.ToString().Should().MatchRegex("^[0-9]{4} tokens are ready");
        emulation.Emulator.Calls[1].Usage!.ReadTokens.Should().BeGreaterThan(4000);
    }

    [Fact]
    public async Task The_lint_finds_what_the_page_says()
    {
        await using var emulation = Emulation.Plain();
        await emulation.Claude.CreateMessageAsync(MessageRequest.From("Who?", "It is 2026-11-21 12:00:01."));
        await emulation.Claude.CreateMessageAsync(MessageRequest.From("Who?", "It is 2026-11-21 12:00:02."));
        var (first, second) = (emulation.Emulator.Calls[0].Body, emulation.Emulator.Calls[1].Body);

        PrefixLint.FindVolatileText(first).Should().NotBeEmpty();
        PrefixLint.FindDrift(first, second).Should().ContainSingle().Which.Kind.Should().Be(PrefixDriftKind.SystemChanged);
    }

    [Fact]
    public async Task A_crowd_with_one_prefix_pays_for_one_write()
    {
        await using var emulation = Emulation.Of(static services =>
            services.AddClaudeCaching().ConfigureRateLimiting(static options => options.Enabled = false));

        var crowd = Enumerable.Range(0, 100).Select(number => emulation.Claude.CreateMessageAsync(MessageRequest.From($"Question {number}?", Texts.Handbook)));
        await Task.WhenAll(crowd);

        emulation.Emulator.Calls.Count(static call => call.Usage!.Written5mTokens + call.Usage.Written1hTokens > 4000).Should().Be(1);
    }
}
