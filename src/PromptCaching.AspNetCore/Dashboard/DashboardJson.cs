using System.Text.Json.Serialization;
using PromptCaching.AspNetCore.Management;

namespace PromptCaching.AspNetCore.Dashboard;

/// <summary>How the dashboard's snapshots are spelled.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(SnakeCaseEnumConverter<CacheOutcome>), typeof(SnakeCaseEnumConverter<CacheMissKind>)])]
[JsonSerializable(typeof(DashboardSnapshot))]
internal sealed partial class DashboardJson : JsonSerializerContext;
