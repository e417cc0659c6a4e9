using System.Diagnostics;

namespace PromptCaching.Telemetry;

/// <summary>What is traced of a call that goes up, for one caller or for many.</summary>
internal sealed class UpstreamTrace
{
    /// <summary>Gets the activity of the caller who led.</summary>
    public Activity? Leader { get; init; }

    /// <summary>Gets or sets when the first content of a stream came, as a timestamp; 0 when nobody looked.</summary>
    public long FirstChunkAt { get; set; }
}
