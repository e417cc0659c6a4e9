using System.Text.Json.Serialization;
using PromptCaching.AspNetCore.Traffic;
using PromptCaching.Storage;

namespace PromptCaching.AspNetCore.Management;

/// <summary>
/// How the management endpoints spell what they take and give. A member that nobody knows is refused: a slip must not clear more than was meant.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters = [typeof(SnakeCaseEnumConverter<CacheOutcome>), typeof(SnakeCaseEnumConverter<CacheMissKind>)])]
[JsonSerializable(typeof(ClearRequest))]
[JsonSerializable(typeof(CleanupRequest))]
[JsonSerializable(typeof(InvalidateRequest))]
[JsonSerializable(typeof(InvalidateAnswer))]
[JsonSerializable(typeof(ManagementStatistics))]
[JsonSerializable(typeof(CacheRegionStatistics))]
[JsonSerializable(typeof(CallStatistics))]
[JsonSerializable(typeof(CacheClearance))]
[JsonSerializable(typeof(CleanupAnswer))]
[JsonSerializable(typeof(VerdictList))]
[JsonSerializable(typeof(PriceList))]
[JsonSerializable(typeof(ManagementProblem))]
internal sealed partial class ManagementJson : JsonSerializerContext;
