using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromptCaching.Schemas;

/// <summary>JSON of any form, as it is.</summary>
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class AnyJson : JsonSerializerContext;
