namespace PromptCaching.Telemetry.Tests;

/// <summary>Names, units and tags as a backend sees them: dashboards are built on these tables.</summary>
[Collection(nameof(Export))]
public sealed class ExportedMetricsTests
{
    private const string Model = "gen_ai.operation.name gen_ai.provider.name gen_ai.request.model server.address server.port";
    private const string Answered = Model + " gen_ai.response.model";

    private static readonly (string Name, string Unit, string Kind, string Tags)[] _ours =
    [
        ("promptcaching.call.duration", "s", "Histogram", "source error.type"),
        ("promptcaching.response_cache.results", "{call}", "LongSum", "result"),
        ("promptcaching.response_cache.bytes_saved", "By", "LongSum", ""),
        ("promptcaching.prompt_cache.outcomes", "{call}", "LongSum", "outcome"),
        ("promptcaching.prompt_cache.read", "{token}", "LongSum", "model"),
        ("promptcaching.prompt_cache.written", "{token}", "LongSum", "model ttl"),
        ("promptcaching.cost", "USD", "DoubleSum", "model"),
        ("promptcaching.saved", "USD", "DoubleSumNonMonotonic", "model cache"),
        ("promptcaching.hit_rate", "1", "DoubleGauge", ""),
        ("promptcaching.stream.chunk_rate", "{chunk}/s", "Histogram", ""),
        ("promptcaching.retrying.attempts", "{attempt}", "LongSum", ""),
        ("promptcaching.retrying.retries", "{retry}", "LongSum", "reason"),
        ("promptcaching.retrying.recovered", "{call}", "LongSum", ""),
        ("promptcaching.retrying.exhausted", "{call}", "LongSum", "limit"),
        ("promptcaching.ratelimiting.wait", "s", "Histogram", "pool"),
    ];

    private static readonly (string Name, string Unit, string Kind, string Tags)[] _conventions =
    [
        ("gen_ai.client.token.usage", "{token}", "Histogram", Answered + " gen_ai.token.type"),
        ("gen_ai.client.operation.duration", "s", "Histogram", Answered + " error.type"),
        ("gen_ai.client.operation.time_to_first_chunk", "s", "Histogram", Answered),
        ("gen_ai.client.operation.time_per_output_chunk", "s", "Histogram", Model),
    ];

    private static readonly (string Name, string Unit, string Kind, string Tags)[] _latestConventions =
    [
        ("gen_ai.client.inference.usage.input_tokens", "{token}", "LongSum", Answered + " gen_ai.token.modality"),
        ("gen_ai.client.inference.usage.output_tokens", "{token}", "LongSum", Answered + " gen_ai.token.modality"),
        ("gen_ai.client.inference.usage.cache_read.input_tokens", "{token}", "LongSum", Answered + " gen_ai.token.modality"),
        ("gen_ai.client.inference.usage.cache_write.input_tokens", "{token}", "LongSum", Answered + " gen_ai.token.modality"),
        ("gen_ai.client.inference.usage.reasoning.output_tokens", "{token}", "LongSum", Answered + " gen_ai.token.modality"),
        ("gen_ai.client.inference.operation.input_tokens", "{token}", "Histogram", Answered),
        ("gen_ai.client.inference.operation.output_tokens", "{token}", "Histogram", Answered),
        ("gen_ai.client.inference.duration", "s", "Histogram", Answered + " error.type"),
        ("gen_ai.client.inference.time_to_first_chunk", "s", "Histogram", Answered),
        ("gen_ai.client.inference.time_per_output_chunk", "s", "Histogram", Model),
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_metric_has_its_name_its_unit_and_its_tags(bool isLatest)
    {
        var exported = (await Export.RunAsync(isLatest)).Metrics;

        var table = _ours.Concat(isLatest ? _latestConventions : _conventions);
        exported.Select(Row).Should().BeEquivalentTo(table.Select(static row => Row(row.Name, row.Unit, row.Kind, row.Tags.Split(' '))));
        exported.Should().OnlyContain(metric => metric.Description.Length > 0);
    }

    [Fact]
    public async Task Buckets_are_those_that_the_conventions_advise()
    {
        var exported = (await Export.RunAsync(isLatest: false)).Metrics;

        exported.Single(static metric => metric.Name == "gen_ai.client.token.usage").Bounds.SkipLast(1)
            .Should().Equal(Enumerable.Range(0, 14).Select(static power => Math.Pow(4, power)));
        exported.Single(static metric => metric.Name == "gen_ai.client.operation.duration").Bounds.SkipLast(1)
            .Should().Equal(Enumerable.Range(0, 14).Select(static power => Math.Round(0.01 * Math.Pow(2, power), 2)));
    }

    private static string Row(ExportedMetric metric) => Row(metric.Name, metric.Unit, metric.Kind, metric.Tags);

    private static string Row(string name, string unit, string kind, IEnumerable<string> tags) =>
        $"{name} {unit} {kind}: {string.Join(' ', tags.Order(StringComparer.Ordinal)).Trim()}";
}
