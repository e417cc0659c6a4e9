using System.Text.Json.Serialization;
using ResumeStudio.Analysis;
using ResumeStudio.Endpoints;
using ResumeStudio.Writing;

namespace ResumeStudio;

/// <summary>How everything is written that goes to the store or to browsers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(float[]))]
[JsonSerializable(typeof(JobMatch))]
[JsonSerializable(typeof(MatchReport))]
[JsonSerializable(typeof(MatchAnalysis))]
[JsonSerializable(typeof(WrittenResume))]
[JsonSerializable(typeof(DocumentText))]
[JsonSerializable(typeof(StudioRequest))]
[JsonSerializable(typeof(StudioEvent))]
[JsonSerializable(typeof(StudioChoices))]
[JsonSerializable(typeof(ServiceState))]
[JsonSerializable(typeof(Complaint))]
[JsonSerializable(typeof(CacheCleared))]
[JsonSerializable(typeof(CacheState))]
[JsonSerializable(typeof(StudioTotals))]
[JsonSerializable(typeof(HealthState))]
internal sealed partial class StudioJson : JsonSerializerContext;
