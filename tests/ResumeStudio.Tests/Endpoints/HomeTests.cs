using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PromptCaching;
using PromptCaching.Messages;
using ResumeStudio.Tests.Support;

namespace ResumeStudio.Tests.Endpoints;

public sealed class HomeTests
{
    [Fact]
    public async Task Programs_get_the_state_of_the_service()
    {
        await using var studio = await StudioUnderTest.StartAsync();
        await studio.AskAsync("/api/v1/generate", Some.Request);

        var state = await studio.GetAsync("/");

        state.EnumerateObject().Select(static member => member.Name).Should()
            .ContainInOrder("service", "version", "status", "llm_available", "cache_enabled", "cached_responses");
        state.GetProperty("llm_available").GetBoolean().Should().BeTrue();
        state.GetProperty("cached_responses").GetInt64().Should().Be(1);
    }

    [Fact]
    public async Task Without_a_model_the_state_says_so()
    {
        await using var studio = await StudioUnderTest.StartAsync("EMULATOR_ENABLED=false");

        var state = await studio.GetAsync("/");

        state.GetProperty("llm_available").GetBoolean().Should().BeFalse();
        state.GetProperty("status").GetString().Should().Be("no_model");
    }

    [Fact]
    public async Task Browsers_get_the_page_with_a_policy_that_lets_nothing_in_from_elsewhere()
    {
        await using var studio = await StudioUnderTest.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Accept = { MediaTypeWithQualityHeaderValue.Parse("text/html") } } };

        using var response = await studio.Http.SendAsync(request);

        response.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
        response.Headers.GetValues("Content-Security-Policy").Single().Should().StartWith("default-src 'none'");
        response.Headers.GetValues("Set-Cookie").Single().Should().Contain("httponly").And.Contain("samesite=strict");
        var page = await response.Content.ReadAsStringAsync();
        page.Should().NotContain("http://").And.NotContain("https://");
    }

    [Theory]
    [InlineData("/app", "text/html")]
    [InlineData("/studio.css", "text/css")]
    [InlineData("/studio.js", "text/javascript")]
    [InlineData("/markdown.js", "text/javascript")]
    [InlineData("/service.js", "text/javascript")]
    [InlineData("/example.js", "text/javascript")]
    public async Task Everything_that_the_page_needs_is_there(string path, string type)
    {
        await using var studio = await StudioUnderTest.StartAsync();

        using var response = await studio.Http.GetAsync(new Uri(path, UriKind.Relative));

        response.EnsureSuccessStatusCode();
        response.Content.Headers.ContentType!.MediaType.Should().Be(type);
    }

    [Fact]
    public async Task Another_name_of_this_machine_is_not_answered()
    {
        await using var studio = await StudioUnderTest.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/stats") { Headers = { Host = "rebound.example" } };

        using var response = await studio.Http.SendAsync(request);

        response.IsSuccessStatusCode.Should().BeFalse();
    }

    [Fact]
    public async Task The_statistics_are_those_of_the_emulator()
    {
        await using var studio = await StudioUnderTest.StartAsync();
        await studio.AskAsync("/api/v1/generate", Some.Request, "ann");
        await studio.AskAsync("/api/v1/generate", Some.Request, "ben");

        var stats = await studio.GetAsync("/api/v1/stats");

        stats.GetProperty("requests").GetInt64().Should().Be(2);
        stats.GetProperty("answered_by_cache").GetInt64().Should().Be(1);
        stats.GetProperty("cost_usd").GetDecimal().Should().Be(studio.Emulator.Calls.Single().CostUsd);
        stats.GetProperty("prompts").GetProperty("resume-optimization")[0].GetProperty("requests").GetInt64().Should().Be(2);
    }

    [Fact]
    public async Task The_dashboard_and_the_management_are_there()
    {
        await using var studio = await StudioUnderTest.StartAsync();

        (await studio.Http.GetStringAsync(new Uri("/claude/dashboard", UriKind.Relative))).Should().Contain("<html");
        (await studio.GetAsync("/claude/statistics")).ValueKind.Should().Be(JsonValueKind.Object);
    }

    [Fact]
    public async Task Each_version_of_a_template_is_summed_up_by_itself()
    {
        await using var studio = await StudioUnderTest.StartAsync();
        await studio.AskAsync("/api/v1/generate", Some.Request);
        using (ClaudeCall.Use(new ClaudeCall { Tags = ["prompt:resume-optimization@0.0.1"] }))
        {
            await studio.Services.GetRequiredService<IClaudeClient>().CreateMessageAsync(MessageRequest.From("As it was asked before."));
        }

        var versions = (await studio.GetAsync("/api/v1/stats")).GetProperty("prompts").GetProperty("resume-optimization");

        versions.EnumerateArray().Select(static used => used.GetProperty("requests").GetInt64()).Should().Equal(1, 1);
        versions[0].GetProperty("version").GetString().Should().Be("0.0.1");
    }
}
