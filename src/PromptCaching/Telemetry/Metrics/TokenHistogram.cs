using System.Diagnostics.Metrics;
using PromptCaching.Telemetry.Spans;

namespace PromptCaching.Telemetry.Metrics;

/// <summary>Tokens in the conventions up to 1.44: one histogram, by input and output.</summary>
internal sealed class TokenHistogram(Meter meter) : InferenceMetrics(meter, "gen_ai.client.operation")
{
    private readonly Histogram<long> _tokens = meter.CreateHistogram(
        "gen_ai.client.token.usage", "{token}", "Tokens by call; input includes what was read from a cache or written to it.", tags: null, Buckets.Tokens);

    protected override bool WantsTokens => _tokens.Enabled;

    public override void Used(in Inference inference, TokenUsage usage)
    {
        if (_tokens.Enabled)
        {
            _tokens.Record(usage.TotalInput, inference.Tags(SpanTags.TokenType, "input"));
            _tokens.Record(usage.Output, inference.Tags(SpanTags.TokenType, "output"));
        }
    }
}
