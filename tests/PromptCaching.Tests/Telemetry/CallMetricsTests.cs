using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Telemetry;

public sealed class CallMetricsTests
{
    private static readonly string _body =
        $$"""{"model":"claude-sonnet-5-5","max_tokens":1000,"system":"{{Texts.Words(3000)}}","messages":[{"role":"user","content":"Hi"}]}""";

    private static readonly string _stream = _body.Replace("\"max_tokens\"", "\"stream\":true,\"max_tokens\"", StringComparison.Ordinal);

    [Fact]
    public async Task What_is_counted_is_what_the_reports_say()
    {
        await using var metered = new Metered();
        await metered.AskAsync(_body);
        await metered.AskAsync(_body.Replace("Hi", "Well", StringComparison.Ordinal));
        await metered.AskAsync(_body);

        var (reports, usages) = (metered.Reports, metered.Reports.Select(static report => report.Usage!).ToList());
        metered.Sum("promptcaching.cost", "model=claude-sonnet-5-5").Should().BeApproximately((double)reports.Sum(static report => report.Cost)!, 1e-9);
        metered.Sum("promptcaching.saved").Should().BeApproximately((double)reports.Sum(static report => report.Saved)!, 1e-9);
        metered.Sum("promptcaching.saved", "cache=response").Should().BeApproximately((double)reports[2].Saved!, 1e-9);
        metered.Sum("promptcaching.prompt_cache.read").Should().Be(usages.Sum(static usage => usage.CacheRead)).And.BePositive();
        metered.Sum("promptcaching.prompt_cache.written", "ttl=5m").Should().Be(usages.Sum(static usage => usage.CacheWrite5m)).And.BePositive();
        metered.Sum("promptcaching.prompt_cache.written", "ttl=1h").Should().Be(usages.Sum(static usage => usage.CacheWrite1h));
        metered.Sum("promptcaching.prompt_cache.outcomes").Should().Be(2);
        metered.Sum("promptcaching.prompt_cache.outcomes", "outcome=hit").Should().Be(1);
        metered.Sum("promptcaching.response_cache.results", "result=miss").Should().Be(2);
        metered.Sum("promptcaching.response_cache.results", "result=hit").Should().Be(1);
        metered.Of("promptcaching.call.duration", "source=api").Should().HaveCount(2);
        metered.Of("promptcaching.call.duration", "source=response_cache").Should().HaveCount(1);
    }

    [Fact]
    public async Task A_hit_saves_the_bytes_of_its_request_and_its_answer()
    {
        await using var metered = new Metered();
        await metered.AskAsync(_body);

        var hit = await metered.AskAsync(_body);

        metered.Sum("promptcaching.response_cache.bytes_saved").Should().Be(_body.Length + hit.Body.Length);
    }

    [Fact]
    public async Task Who_bypasses_the_response_cache_neither_finds_nor_misses_anything()
    {
        await using var metered = new Metered();

        await metered.AskAsync(_body, static request => request.Headers.Add("x-promptcaching-response-cache", "bypass"));
        await metered.AskAsync(_body, static request => request.Headers.Add("x-promptcaching-response-cache", "refresh"));

        metered.Of("promptcaching.response_cache.results").Should().BeEmpty();
    }

    [Fact]
    public async Task Tokens_and_time_have_the_names_that_other_clients_use()
    {
        await using var metered = new Metered();
        await metered.AskAsync(_body);
        await metered.AskAsync(_body);

        var usage = metered.Reports[0].Usage!;
        string[] tags = ["gen_ai.operation.name=chat", "gen_ai.provider.name=anthropic", "gen_ai.request.model=claude-sonnet-5-5"];
        metered.Of("gen_ai.client.token.usage", [.. tags, "gen_ai.token.type=input"]).Should().ContainSingle("a stored answer is no inference")
            .Which.Value.Should().Be(usage.TotalInput);
        metered.Of("gen_ai.client.token.usage", [.. tags, "gen_ai.token.type=output"]).Should().ContainSingle().Which.Value.Should().Be(usage.Output);
        metered.Of("gen_ai.client.operation.duration", [.. tags, "server.address=api.anthropic.com"]).Should().ContainSingle();
    }

    [Fact]
    public async Task The_newest_names_are_there_by_wish_and_the_others_are_not()
    {
        await using var metered = new Metered(static builder => builder.ConfigureTelemetry(static options => options.LatestConventions = true));
        await metered.AskAsync(_stream);

        var usage = metered.Reports[0].Usage!;
        metered.Sum("gen_ai.client.inference.usage.input_tokens", "gen_ai.token.modality=unknown").Should().Be(usage.TotalInput);
        metered.Sum("gen_ai.client.inference.usage.output_tokens", "gen_ai.token.modality=text").Should().Be(usage.Output);
        metered.Sum("gen_ai.client.inference.usage.cache_write.input_tokens").Should().Be(usage.CacheWrite);
        metered.Sum("gen_ai.client.inference.operation.input_tokens").Should().Be(usage.TotalInput);
        metered.Of("gen_ai.client.inference.duration").Should().HaveCount(1);
        metered.Of("gen_ai.client.inference.time_to_first_chunk").Should().HaveCount(1);
        metered.Of("gen_ai.client.token.usage").Should().BeEmpty();
        metered.Of("gen_ai.client.operation.duration").Should().BeEmpty();
    }

    [Fact]
    public async Task A_stream_says_when_its_content_began_and_how_fast_it_came()
    {
        await using var metered = new Metered();
        metered.Emulator.Enqueue(EmulatedAnswer.Text(Texts.Words(200)));

        await metered.AskAsync(_stream);

        var first = metered.Of("gen_ai.client.operation.time_to_first_chunk").Should().ContainSingle().Subject.Value;
        var between = metered.Of("gen_ai.client.operation.time_per_output_chunk");
        between.Should().NotBeEmpty().And.OnlyContain(chunk => Math.Abs(chunk.Value - 0.1) < 1e-6);
        metered.Of("promptcaching.stream.chunk_rate").Should().ContainSingle().Which.Value.Should().BeApproximately(10, 1e-6);
        first.Should().BePositive().And.BeLessThan(metered.Of("gen_ai.client.operation.duration")[0].Value);
    }

    [Fact]
    public async Task A_message_has_no_first_chunk()
    {
        await using var metered = new Metered();

        await metered.AskAsync(_body);

        metered.Of("gen_ai.client.operation.time_to_first_chunk").Should().BeEmpty("the conventions want it of streams only");
        metered.Of("promptcaching.stream.chunk_rate").Should().BeEmpty();
    }

    [Fact]
    public async Task A_failure_is_one_point_with_its_reason()
    {
        await using var metered = new Metered(static builder => builder.ConfigureRetrying(static options => options.Enabled = false));
        metered.Emulator.Enqueue(EmulatedAnswer.Overloaded());

        await metered.AskAsync(_body);

        metered.Of("gen_ai.client.operation.duration", "error.type=overloaded_error").Should().HaveCount(1);
        metered.Of("gen_ai.client.token.usage").Should().BeEmpty();
        metered.Of("promptcaching.cost").Should().BeEmpty();
    }
}
