using System.Diagnostics.Metrics;

namespace PromptCaching.Telemetry;

/// <summary>The meter of everything that is counted here.</summary>
internal static class ClaudeMeter
{
    public const string Name = ClaudeTelemetry.MeterName;

    /// <summary>Makes the meter, of the host where there is one: its factory then disposes it.</summary>
    public static Meter Create(IMeterFactory? factory) => factory?.Create(new MeterOptions(Name)) ?? new Meter(Name);
}
