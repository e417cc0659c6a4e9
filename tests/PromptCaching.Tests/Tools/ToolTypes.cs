using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Content;
using PromptCaching.Tests.Schemas;

namespace PromptCaching.Tests.Tools;

internal sealed record Place([property: Description("A city.")] string City, string Unit = "celsius");

internal sealed record Weather(double Degrees, string Sky);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Place))]
[JsonSerializable(typeof(Weather))]
[JsonSerializable(typeof(Person))]
[JsonSerializable(typeof(List<string>))]
internal sealed partial class ToolTypes : JsonSerializerContext;

internal static class ToolCall
{
    public static ToolUseBlock Of(string name, string input = "{}", string id = "toolu_1")
    {
        using var json = JsonDocument.Parse(input);
        return new ToolUseBlock(id, name, json.RootElement.Clone());
    }
}
