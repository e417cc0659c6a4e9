using System.Text.Json.Serialization;

namespace PromptCaching.Retrying.Fallback;

/// <summary>Writes the name of a model without reflection.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class FallbackJson : JsonSerializerContext;
