namespace PromptCaching;

/// <summary>The names under which calls are traced and counted: what is given to <c>AddSource</c> and <c>AddMeter</c> of OpenTelemetry.</summary>
public static class ClaudeTelemetry
{
    /// <summary>The name of the activity source: a span for each call, and below it one for each attempt.</summary>
    public const string ActivitySourceName = "PromptCaching";

    /// <summary>The name of the meter.</summary>
    public const string MeterName = "PromptCaching";
}
