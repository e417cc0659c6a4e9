using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromptCaching.Accounting;

/// <summary>How entries and sums are written down; without reflection, so it survives trimming.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(UsageEntry))]
[JsonSerializable(typeof(UsageExport.Page))]
internal sealed partial class UsageJson : JsonSerializerContext;
