using System.Text.Json.Serialization;

namespace PromptCaching.Tests.Storage;

/// <summary>The values that tests of regions store.</summary>
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(float[]))]
internal sealed partial class Json : JsonSerializerContext;
