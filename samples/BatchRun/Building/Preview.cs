using System.Text.Json.Nodes;

namespace BatchRun.Building;

/// <summary>
/// A request as people read it: each content is one text, whether it is spelled as a string or as a list of blocks, and breakpoints are named by their
/// place.
/// </summary>
internal static class Preview
{
    private const string Content = "content";

    public static string Of(string customId, JsonObject request)
    {
        var name = RequestName.Parse(customId);
        var markers = new JsonArray();
        var messages = request["messages"]!.AsArray();
        var texts = messages.Select((message, index) => new JsonObject
        {
            ["role"] = message!["role"]!.DeepClone(),
            ["text"] = TextOf(message[Content], $"messages.{index}.{Content}", markers),
        }).ToArray();
        var preview = new JsonObject { ["request"] = customId, ["arm"] = name.Arm, ["temperature"] = name.Temperature, ["item"] = name.Item };
        if (request["system"] is { } system)
        {
            var markersOfSystem = new JsonArray();
            preview["system"] = TextOf(system, "system", markersOfSystem);
            markers = [.. markersOfSystem.Concat(markers).Select(static marker => marker!.DeepClone())];
        }

        preview["messages"] = new JsonArray([.. texts]);
        preview["markers"] = markers;
        return preview.ToJsonString(Json.Lines);
    }

    private static string TextOf(JsonNode? content, string place, JsonArray markers)
    {
        if (content is not JsonArray blocks)
        {
            return content?.GetValue<string>() ?? "";
        }

        for (var index = 0; index < blocks.Count; index++)
        {
            if (blocks[index]!["cache_control"] is { } marker)
            {
                markers.Add($"{place}.{index} ({marker["ttl"]?.GetValue<string>() ?? "5m"})");
            }
        }

        return string.Join("\n\n", blocks.Select(static block => block!["text"]?.GetValue<string>() ?? $"[{block["type"]}]"));
    }
}
