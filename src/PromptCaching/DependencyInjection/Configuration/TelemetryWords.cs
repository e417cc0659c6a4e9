namespace PromptCaching.DependencyInjection.Configuration;

/// <summary>OpenTelemetry's own variables, which others read too: what is meant for others must not stop a host.</summary>
internal static class TelemetryWords
{
    public const string CaptureVariable = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT";
    public const string ConventionsVariable = "OTEL_SEMCONV_STABILITY_OPT_IN";
    private const string Latest = "gen_ai_latest_experimental";

    /// <summary>Some libraries take true and false, some where content is to go; here it goes into spans only.</summary>
    public static bool CapturesContent(ConfiguredValue value) => value.Path != CaptureVariable
        ? value.ToBoolean()
        : value.Text.Trim().ToUpperInvariant() is "TRUE" or "1" or "YES" or "ON" or "SPAN_ONLY" or "SPAN_AND_EVENT";

    /// <summary>The variable lists what is wanted of several conventions, such as <c>http,gen_ai_latest_experimental</c>.</summary>
    public static bool AreLatest(ConfiguredValue value) => value.Path != ConventionsVariable
        ? value.ToBoolean()
        : value.Text.Split(',', StringSplitOptions.TrimEntries).Contains(Latest, StringComparer.OrdinalIgnoreCase);
}
