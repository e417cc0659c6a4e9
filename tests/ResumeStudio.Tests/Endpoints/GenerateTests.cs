using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PromptCaching.Testing;
using ResumeStudio.Tests.Support;

namespace ResumeStudio.Tests.Endpoints;

public sealed class GenerateTests
{
    [Fact]
    public async Task Two_texts_become_an_optimised_resume_with_its_changes_and_its_cost()
    {
        await using var studio = await StudioUnderTest.StartAsync();

        var answer = await studio.AskAsync("/api/v1/generate", Some.Request);

        answer.GetProperty("optimized_resume").GetString().Should().StartWith("# Robin Sample").And.Contain("- Maintained the order service in C#");
        answer.GetProperty("changes_made").GetArrayLength().Should().BeGreaterThan(2);
        answer.GetProperty("expected_improvement").GetString().Should().NotBeEmpty();
        var usage = answer.GetProperty("usage_stats");
        usage.GetProperty("input_tokens").GetInt64().Should().BeGreaterThan(1000);
        usage.GetProperty("output_tokens").GetInt64().Should().BeGreaterThan(50);
        usage.GetProperty("cost_usd").GetDecimal().Should().BePositive().And.Be(studio.Emulator.Calls.Single().CostUsd);
        usage.GetProperty("model").GetString().Should().StartWith("claude-");
        usage.GetProperty("cached").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task A_second_identical_request_reaches_nobody_and_costs_nothing()
    {
        await using var studio = await StudioUnderTest.StartAsync();
        var first = await studio.AskAsync("/api/v1/generate", Some.Request, "ann");

        var second = await studio.AskAsync("/api/v1/generate", Some.Request, "ann");

        studio.Emulator.Calls.Should().ContainSingle();
        second.GetProperty("optimized_resume").GetString().Should().Be(first.GetProperty("optimized_resume").GetString());
        var usage = second.GetProperty("usage_stats");
        usage.GetProperty("cost_usd").GetDecimal().Should().Be(0);
        usage.GetProperty("input_tokens").GetInt64().Should().Be(0);
        usage.GetProperty("cached").GetBoolean().Should().BeTrue();
        usage.GetProperty("saved_usd").GetDecimal().Should().BePositive();
    }

    [Fact]
    public async Task The_stream_begins_tells_the_resume_in_pieces_and_ends_with_the_result()
    {
        await using var studio = await StudioUnderTest.StartAsync();

        var events = await studio.StreamAsync(Some.Request);

        TypesOf(events).Should().Equal("start", "chunk", "done");
        events[0].GetProperty("message").GetString().Should().NotBeEmpty();
        var chunks = events
            .Where(static item => item.GetProperty("type").GetString() == "chunk")
            .Select(static item => item.GetProperty("content").GetString()).ToList();
        chunks.Should().HaveCountGreaterThan(10);
        var result = events[^1].GetProperty("result");
        string.Concat(chunks).Should().Be(result.GetProperty("optimized_resume").GetString()).And.Contain($"{Some.Email} | {Some.Phone}");
        result.GetProperty("usage_stats").GetProperty("cached").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task A_streamed_result_answers_a_request_without_a_stream_and_the_other_way_round()
    {
        await using var studio = await StudioUnderTest.StartAsync();
        await studio.StreamAsync(Some.Request);

        var answer = await studio.AskAsync("/api/v1/generate", Some.Request);
        var events = await studio.StreamAsync(Some.Request);

        studio.Emulator.Calls.Should().ContainSingle();
        answer.GetProperty("usage_stats").GetProperty("cached").GetBoolean().Should().BeTrue();
        events[^1].GetProperty("message").GetString().Should().Contain("from the cache");
    }

    [Fact]
    public async Task What_is_invented_is_warned_about()
    {
        await using var studio = await StudioUnderTest.StartAsync();
        studio.Emulator.Enqueue(EmulatedAnswer.Text(
            "# Robin Sample\n\n## Experience\n\nSoftware developer\n- Maintained the order service\n- Cut costs by 99 percent with Kubernetes"
            + "\n\n=== CHANGES MADE ===\n- All\n\n=== EXPECTED IMPROVEMENT ===\nMuch."));

        var events = await studio.StreamAsync(Some.Request);

        TypesOf(events).Should().Equal("start", "chunk", "warning", "done");
        var issues = events[^2].GetProperty("issues").EnumerateArray().Select(static issue => issue.GetString());
        issues.Should().SatisfyRespectively(static figure => figure.Should().Contain("99"), static keyword => keyword.Should().Contain("Kubernetes"));
    }

    [Fact]
    public async Task Markup_that_runs_is_warned_about_and_taken_out_of_what_is_kept()
    {
        await using var studio = await StudioUnderTest.StartAsync();
        studio.Emulator.Enqueue(EmulatedAnswer.Text(
            "# Robin Sample\n\n## Experience\n\nSoftware developer <img src=x onerror=alert(1)><script>alert(2)</script>\n- Maintained the order service"
            + "\n\n=== CHANGES MADE ===\n- All\n\n=== EXPECTED IMPROVEMENT ===\nI cannot verify that it is better."));

        var first = await studio.AskAsync("/api/v1/generate", Some.Request);
        var kept = await studio.AskAsync("/api/v1/generate", Some.Request);

        first.GetProperty("optimized_resume").GetString().Should().Contain("Maintained the order service").And.NotContainAny("<script", "onerror");
        first.GetProperty("issues").EnumerateArray().Select(static issue => issue.GetString()).Should().Contain(static issue => issue!.Contains("cannot verify"));
        kept.GetProperty("optimized_resume").GetString().Should().Be(first.GetProperty("optimized_resume").GetString());
    }

    [Fact]
    public async Task An_incomplete_answer_is_warned_about_and_not_kept_for_the_user()
    {
        await using var studio = await StudioUnderTest.StartAsync("RESPONSE_CACHE_ENABLED=false");
        studio.Emulator.Enqueue(EmulatedAnswer.Text("# Robin Sam").WithStopReason("max_tokens"));

        var first = await studio.AskAsync("/api/v1/generate", Some.Request);
        var second = await studio.AskAsync("/api/v1/generate", Some.Request);

        first.GetProperty("issues")[0].GetString().Should().Contain("incomplete");
        second.GetProperty("issues").GetArrayLength().Should().Be(0);
        studio.Emulator.Calls.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_failure_in_the_middle_ends_the_stream_with_a_sentence()
    {
        await using var studio = await StudioUnderTest.StartAsync();
        const string text = "# Robin Sample\nA long line of text that comes in many pieces, so that it can break in the middle.";
        studio.Emulator.Enqueue(EmulatedAnswer.Text(text).ErrorAfter(6));

        var events = await studio.StreamAsync(Some.Request);

        TypesOf(events).Should().Equal("start", "chunk", "error");
        events[^1].GetProperty("message").GetString().Should().Contain("try again");
    }

    [Fact]
    public async Task A_refusal_of_the_api_is_a_sentence_without_anything_of_the_request()
    {
        await using var studio = await StudioUnderTest.StartAsync();
        studio.Emulator.Enqueue(EmulatedAnswer.Error(400, "invalid_request_error", "messages.0: something about Robin"));

        using var response = await studio.PostAsync("/api/v1/generate", Some.Request);

        response.StatusCode.Should().Be(HttpStatusCode.BadGateway);
        (await ErrorOf(response)).Should().Contain("400").And.NotContain("Robin");
    }

    [Theory]
    [InlineData("", "A job", "resume_raw_text is empty")]
    [InlineData("Me", "  ", "job_description_text is empty")]
    [InlineData("%PDF-1.7\0", "A job", "is no text")]
    public async Task A_text_that_is_missing_or_none_is_a_400_that_says_so(string resume, string job, string says)
    {
        await using var studio = await StudioUnderTest.StartAsync();

        using var response = await studio.PostAsync("/api/v1/generate", new { resume_raw_text = resume, job_description_text = job });

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await ErrorOf(response)).Should().Contain(says);
        studio.Emulator.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task A_long_text_of_addresses_is_taken_though_their_placeholders_are_longer()
    {
        await using var studio = await StudioUnderTest.StartAsync();
        var resume = "Me\n\n" + string.Join(' ', Enumerable.Range(0, 4_900).Select(static number => $"{number:x}@b.co"));

        using var response = await studio.PostAsync("/api/v1/documents/cover-letter", new { resume_raw_text = resume, job_description_text = "A job" });

        response.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/api/v1/generate")]
    [InlineData("/api/v1/generate/stream")]
    [InlineData("/api/v1/analyze")]
    [InlineData("/api/v1/documents/cover-letter")]
    public async Task Without_a_key_and_without_the_emulator_it_is_a_503_that_says_what_to_do(string path)
    {
        await using var studio = await StudioUnderTest.StartAsync("EMULATOR_ENABLED=false");

        using var response = await studio.PostAsync(path, Some.Request);

        response.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await ErrorOf(response)).Should().Contain("ANTHROPIC_API_KEY is not set");
    }

    internal static async Task<string> ErrorOf(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString()!;

    private static IEnumerable<string> TypesOf(IEnumerable<JsonElement> events)
    {
        var last = "";
        foreach (var type in events.Select(static item => item.GetProperty("type").GetString()!).Where(type => type != last))
        {
            yield return last = type;
        }
    }
}
