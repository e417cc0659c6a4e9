using System.Diagnostics.Metrics;
using PromptCaching.Telemetry.Spans;

namespace PromptCaching.Telemetry.Metrics;

/// <summary>Tokens in the newest conventions: counters for what is summed, histograms for what is distributed.</summary>
/// <remarks>Reads, writes and reasoning are parts of input and output, and are not to be added to them.</remarks>
internal sealed class TokenCounters(Meter meter) : InferenceMetrics(meter, "gen_ai.client.inference")
{
    // The API does not say how many tokens of a prompt are images; what it writes is text.
    private const string Unknown = "unknown";
    private const string Text = "text";

    private readonly Counter<long> _input = Counter(meter, "input_tokens", "Tokens of prompts.");
    private readonly Counter<long> _output = Counter(meter, "output_tokens", "Tokens of answers.");
    private readonly Counter<long> _read = Counter(meter, "cache_read.input_tokens", "Tokens of prompts that were read from the prompt cache.");
    private readonly Counter<long> _written = Counter(meter, "cache_write.input_tokens", "Tokens of prompts that were written to the prompt cache.");
    private readonly Counter<long> _reasoning = Counter(meter, "reasoning.output_tokens", "Tokens of answers that were thinking.");
    private readonly Histogram<long> _inputs = Histogram(meter, "input_tokens", "The length of a prompt.");
    private readonly Histogram<long> _outputs = Histogram(meter, "output_tokens", "The length of an answer.");

    protected override bool WantsTokens =>
        _input.Enabled || _output.Enabled || _read.Enabled || _written.Enabled || _reasoning.Enabled || _inputs.Enabled || _outputs.Enabled;

    public override void Used(in Inference inference, TokenUsage usage)
    {
        if (!WantsTokens)
        {
            return;
        }

        var (prompt, answer) = (inference.Tags(SpanTags.TokenModality, Unknown), inference.Tags(SpanTags.TokenModality, Text));
        _input.Add(usage.TotalInput, prompt);
        _output.Add(usage.Output, answer);
        _read.Add(usage.CacheRead, prompt);
        _written.Add(usage.CacheWrite, prompt);
        _reasoning.Add(usage.Thinking, answer);
        var plain = inference.Tags();
        _inputs.Record(usage.TotalInput, plain);
        _outputs.Record(usage.Output, plain);
    }

    private static Counter<long> Counter(Meter meter, string name, string description) =>
        meter.CreateCounter<long>("gen_ai.client.inference.usage." + name, "{token}", description);

    private static Histogram<long> Histogram(Meter meter, string name, string description) =>
        meter.CreateHistogram("gen_ai.client.inference.operation." + name, "{token}", description, tags: null, Buckets.Tokens);
}
