using Microsoft.Extensions.Options;
using PromptCaching.CacheControl;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl;

public sealed class PromptPlannerTests
{
    private static readonly string LongText = new('r', 40_000);

    private static readonly byte[] Body = $$"""
        {"model":"claude-sonnet-4-5","max_tokens":9,"system":"{{LongText}}","messages":[{"role":"user","content":"What holds?"}]}
        """.Utf8();

    [Fact]
    public void A_request_gets_its_breakpoints_and_keeps_every_byte_between_them()
    {
        var before = (byte[])[.. Body];

        var planned = PromptPlanner.Plan(Body);

        planned.Breakpoints.Should().NotBeEmpty().And.HaveCountLessThanOrEqualTo(4).And.OnlyContain(breakpoint => !breakpoint.IsCallers);
        planned.Breakpoints[0].Place.Should().Be("system.0");
        var text = planned.Body.Span.Utf8();
        text.Should().Contain("\"cache_control\":{\"type\":\"ephemeral\"}");
        WithoutMarkers(text).Should().Be(Body.Utf8());
        Body.Should().Equal(before);
    }

    [Fact]
    public async Task It_plans_what_the_chain_sends_first()
    {
        using var chain = new ChainUnderTest();

        await chain.AskAsync(Body);

        PromptPlanner.Plan(Body).Body.ToArray().Should().Equal(chain.Emulator.Calls[0].Body.ToArray());
    }

    [Fact]
    public void It_remembers_nothing()
    {
        var first = PromptPlanner.Plan(Body);
        var second = PromptPlanner.Plan(Body);

        second.Body.ToArray().Should().Equal(first.Body.ToArray());
        second.Breakpoints.Should().Equal(first.Breakpoints);
    }

    [Fact]
    public void A_prompt_as_sent_stays_as_it_was()
    {
        var planned = PromptPlanner.Plan(Body, call: new ClaudeCall { CacheControl = CacheControlMode.AsSent });

        planned.Body.Should().Be((ReadOnlyMemory<byte>)Body);
        planned.Breakpoints.Should().BeEmpty();
    }

    [Fact]
    public void The_caller_s_own_breakpoints_stay_and_count()
    {
        var marked = """
            {"model":"m","max_tokens":9,"system":[{"type":"text","text":"Rules.","cache_control":{"type":"ephemeral","ttl":"1h"}}],"messages":[{"role":"user","content":"a"}]}
            """.Utf8();

        PromptPlanner.Plan(marked).Breakpoints.Should().ContainSingle(breakpoint => breakpoint.IsCallers).Which.TimeToLive.Should().Be(TimeSpan.FromHours(1));
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("[]")]
    public void What_is_no_request_is_refused_by_name(string body) =>
        FluentActions.Invoking(() => PromptPlanner.Plan(body.Utf8())).Should().Throw<ArgumentException>().WithMessage("*JSON object*").WithParameterName("body");

    [Fact]
    public void What_is_switched_off_plans_nothing()
    {
        var planned = PromptPlanner.Plan(Body, new CacheControlOptions { Enabled = false });

        planned.Body.Should().Be((ReadOnlyMemory<byte>)Body);
        planned.Breakpoints.Should().BeEmpty();
    }

    [Fact]
    public void A_request_without_a_prompt_has_nothing_to_mark() =>
        PromptPlanner.Plan("""{"model":"m","max_tokens":9,"messages":[]}""".Utf8()).Breakpoints.Should().BeEmpty();

    [Fact]
    public void A_wrong_option_is_named() =>
        FluentActions.Invoking(() => PromptPlanner.Plan(Body, new CacheControlOptions { AllowFiveMinutes = false, AllowOneHour = false }))
            .Should().Throw<OptionsValidationException>().WithMessage("*AllowFiveMinutes and AllowOneHour are both false*");

    private static string WithoutMarkers(string text) => text
        .Replace("[{\"type\":\"text\",\"text\":", "", StringComparison.Ordinal)
        .Replace(",\"cache_control\":{\"type\":\"ephemeral\"}}]", "", StringComparison.Ordinal);
}
