using System.Net;
using System.Text.Json;
using PromptCaching.Testing;
using ResumeStudio.Tests.Support;

namespace ResumeStudio.Tests.Endpoints;

public sealed class CustomizationTests
{
    [Fact]
    public async Task A_level_makes_two_turns_of_it_and_the_second_reads_the_first_from_the_prompt_cache()
    {
        await using var studio = await StudioUnderTest.StartAsync();

        var answer = await studio.AskAsync("/api/v1/generate", Some.Customized("balanced", "finance"));

        answer.GetProperty("optimized_resume").GetString().Should().StartWith("# Robin Sample");
        studio.Emulator.Calls.Should().HaveCount(2);
        var second = studio.Emulator.Calls[1];
        second.Json!.Value.GetProperty("messages").GetArrayLength().Should().Be(3);
        LastTurnOf(second).Should().Contain("Level: balanced. Move what matters forward").And.Contain("Industry: finance. Put accuracy");
        second.Usage!.ReadTokens.Should().BeGreaterThan(1000);
        answer.GetProperty("usage_stats").GetProperty("cost_usd").GetDecimal().Should().Be(studio.Emulator.Calls.Sum(static call => call.CostUsd));
    }

    [Fact]
    public async Task Another_level_asks_only_the_second_turn_anew()
    {
        await using var studio = await StudioUnderTest.StartAsync();
        await studio.AskAsync("/api/v1/generate", Some.Customized("light", "general"));

        await studio.AskAsync("/api/v1/generate", Some.Customized("strong", "general"));

        studio.Emulator.Calls.Should().HaveCount(3);
        LastTurnOf(studio.Emulator.Calls[2]).Should().Contain("Level: strong.");
    }

    [Fact]
    public async Task The_analysis_that_was_asked_for_before_is_the_first_turn()
    {
        await using var studio = await StudioUnderTest.StartAsync();
        await studio.AskAsync("/api/v1/analyze", Some.Request);

        await studio.AskAsync("/api/v1/generate", Some.Customized("light", "general"));

        studio.Emulator.Calls.Should().HaveCount(2);
    }

    [Theory]
    [InlineData("wild", "general", "level is one of light, balanced, strong.")]
    [InlineData("light", "piracy", "industry is one of general, technology")]
    public async Task An_unknown_level_or_industry_is_a_400_that_names_those_that_are(string level, string industry, string says)
    {
        await using var studio = await StudioUnderTest.StartAsync();

        using var response = await studio.PostAsync("/api/v1/generate", Some.Customized(level, industry));

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await GenerateTests.ErrorOf(response)).Should().Contain(says);
    }

    private static string LastTurnOf(EmulatedCall call)
    {
        var content = call.Json!.Value.GetProperty("messages").EnumerateArray().Last().GetProperty("content");
        return content.ValueKind == JsonValueKind.String
            ? content.GetString()!
            : string.Concat(content.EnumerateArray().Select(static block => block.GetProperty("text").GetString()));
    }
}
