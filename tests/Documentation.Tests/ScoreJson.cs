using System.Text.Json.Serialization;

namespace Documentation.Tests;

/// <summary>How a program's own values become JSON.</summary>
[JsonSerializable(typeof(int))]
internal sealed partial class ScoreJson : JsonSerializerContext;
