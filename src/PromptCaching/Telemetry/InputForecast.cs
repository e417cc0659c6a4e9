namespace PromptCaching.Telemetry;

/// <summary>Tells what a call's prompt will come to if it is sent now, in estimated tokens: others may warm the prompt cache while it waits.</summary>
internal sealed class InputForecast(Func<(double Total, double Read)> now)
{
    public (double Total, double Read) Now() => now();
}
