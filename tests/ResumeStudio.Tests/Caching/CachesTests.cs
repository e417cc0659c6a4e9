using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ResumeStudio.Tests.Support;

namespace ResumeStudio.Tests.Caching;

public sealed class CachesTests
{
    [Fact]
    public async Task Results_are_kept_apart_by_user_and_answers_without_personal_data_are_shared()
    {
        await using var studio = await StudioUnderTest.StartAsync();
        await studio.AskAsync("/api/v1/generate", Some.Request, "ann");
        var other = new { resume_raw_text = Some.Resume.Replace("robin.canary", "ben.canary", StringComparison.Ordinal), job_description_text = Some.Job };

        var answer = await studio.AskAsync("/api/v1/generate", other, "ben");

        studio.Emulator.Calls.Should().ContainSingle();
        answer.GetProperty("optimized_resume").GetString().Should().Contain("ben.canary@example.org").And.NotContain("robin.canary");
        var regions = (await studio.GetAsync("/api/v1/cache/stats")).GetProperty("regions");
        regions.GetProperty("optimization").GetProperty("entries").GetInt64().Should().Be(2);
        regions.GetProperty("response").GetProperty("hits").GetInt64().Should().Be(1);
    }

    [Fact]
    public async Task Clearing_makes_the_next_request_ask_again()
    {
        await using var studio = await StudioUnderTest.StartAsync();
        await studio.AskAsync("/api/v1/generate", Some.Request);

        var cleared = await studio.Http.DeleteFromJsonAsync<JsonElement>("/api/v1/cache");
        await studio.AskAsync("/api/v1/generate", Some.Request);

        cleared.GetProperty("success").GetBoolean().Should().BeTrue();
        cleared.GetProperty("message").GetString().Should().Be("All caches were cleared.");
        studio.Emulator.Calls.Should().HaveCount(2);
    }

    [Fact]
    public async Task One_region_can_be_cleared_alone()
    {
        await using var studio = await StudioUnderTest.StartAsync();
        await studio.AskAsync("/api/v1/generate", Some.Request);

        await studio.Http.DeleteFromJsonAsync<JsonElement>("/api/v1/cache/optimization");
        var again = await studio.AskAsync("/api/v1/generate", Some.Request);

        studio.Emulator.Calls.Should().ContainSingle("the model's answer is still stored");
        again.GetProperty("usage_stats").GetProperty("cached").GetBoolean().Should().BeTrue();
    }

    [Fact]
    public async Task A_region_that_is_none_is_a_404_that_names_those_that_are()
    {
        await using var studio = await StudioUnderTest.StartAsync();

        using var response = await studio.Http.DeleteAsync(new Uri("/api/v1/cache/nonsense", UriKind.Relative));

        response.StatusCode.Should().Be(HttpStatusCode.NotFound);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        answer.GetProperty("success").GetBoolean().Should().BeFalse();
        answer.GetProperty("message").GetString().Should().Contain("embedding").And.Contain("optimization");
    }

    [Fact]
    public async Task With_both_caches_switched_off_every_request_is_asked()
    {
        await using var studio = await StudioUnderTest.StartAsync("RESPONSE_CACHE_ENABLED=false", "RESULT_CACHE_ENABLED=false");

        await studio.AskAsync("/api/v1/generate", Some.Request);
        await studio.AskAsync("/api/v1/generate", Some.Request);

        studio.Emulator.Calls.Should().HaveCount(2);
        (await studio.GetAsync("/")).GetProperty("cache_enabled").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task With_the_prompt_cache_switched_off_nothing_is_marked()
    {
        await using var studio = await StudioUnderTest.StartAsync("PROMPT_CACHE_ENABLED=false");

        await studio.AskAsync("/api/v1/generate", Some.Request);

        studio.Emulator.Calls.Single().Breakpoints.Should().BeEmpty();
    }

    [Fact]
    public async Task The_handbook_is_read_from_the_prompt_cache_by_the_next_person()
    {
        await using var studio = await StudioUnderTest.StartAsync();
        await studio.AskAsync("/api/v1/generate", Some.Request);

        var other = new { resume_raw_text = "Kim Other\n\nEXPERIENCE\n- Baked bread", job_description_text = "We look for a baker." };
        await studio.AskAsync("/api/v1/generate", other);

        studio.Emulator.Calls[1].Usage!.ReadTokens.Should().BeGreaterThan(1000);
    }
}
