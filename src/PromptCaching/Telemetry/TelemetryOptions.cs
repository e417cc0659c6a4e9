using Microsoft.Extensions.Logging;

namespace PromptCaching;

/// <summary>Controls what traces, metrics and the log say of calls. Bound from <c>Claude:Telemetry</c>.</summary>
public sealed class TelemetryOptions
{
    /// <summary>Gets or sets a value indicating whether spans carry what was asked and answered, tools and system prompt included.</summary>
    /// <value>The default is <see langword="false"/>, or what <c>OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT</c> says.</value>
    /// <remarks>Whoever reads the traces then reads the prompts. Images and documents are named, not copied.</remarks>
    public bool CaptureContent { get; set; }

    /// <summary>Gets or sets a value indicating whether names are those of the newest GenAI conventions, which are still in development.</summary>
    /// <value>The default is <see langword="false"/>, unless <c>OTEL_SEMCONV_STABILITY_OPT_IN</c> lists <c>gen_ai_latest_experimental</c>.</value>
    /// <remarks>Read once, when the client is made.</remarks>
    public bool LatestConventions { get; set; }

    /// <summary>Gets or sets the level of the one log event of each call: its tokens, cost and savings.</summary>
    /// <value>The default is <see cref="LogLevel.Debug"/>.</value>
    public LogLevel CallLogLevel { get; set; } = LogLevel.Debug;

    /// <summary>Gets or sets the share of calls that should find something in a cache, of those that could; the log warns when fewer do.</summary>
    /// <value>The default is 0.5, judged over the latest 100 calls; 0 never warns.</value>
    public double HitRateTarget { get; set; } = 0.5;
}
