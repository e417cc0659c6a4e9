using System.Text.Json.Serialization;

namespace BatchRun.Configuration;

/// <summary>How long what a breakpoint writes can be read.</summary>
internal enum TimeToLive
{
    [JsonStringEnumMemberName("5m")]
    FiveMinutes,

    [JsonStringEnumMemberName("1h")]
    OneHour,
}
