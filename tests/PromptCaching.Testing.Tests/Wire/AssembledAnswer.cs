using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptCaching.Testing.Tests.Wire;

/// <summary>The blocks and the stop of a recorded stream, put together from its events.</summary>
internal sealed record AssembledAnswer(JsonArray Blocks, string StopReason, string? StopSequence)
{
    /// <summary>Null for a stream that did not come to its end.</summary>
    public static AssembledAnswer? Of(string stream)
    {
        var blocks = new JsonArray();
        var inputs = new Dictionary<int, StringBuilder>();
        JsonNode? end = null;
        foreach (var line in stream.Split('\n').Where(static line => line.StartsWith("data: ", StringComparison.Ordinal)))
        {
            var data = JsonNode.Parse(line["data: ".Length..])!;
            switch ((string)data["type"]!)
            {
                case "content_block_start":
                    blocks.Add(data["content_block"]!.DeepClone());
                    break;
                case "content_block_delta":
                    Add(blocks[(int)data["index"]!]!.AsObject(), (int)data["index"]!, data["delta"]!, inputs);
                    break;
                case "message_delta":
                    end = data["delta"];
                    break;
            }
        }

        foreach (var (index, input) in inputs)
        {
            blocks[index]!["input"] = JsonNode.Parse(input.Length == 0 ? "{}" : input.ToString());
        }

        return end is null ? null : new AssembledAnswer(blocks, (string)end["stop_reason"]!, (string?)end["stop_sequence"]);
    }

    public string Json => Blocks.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static void Add(JsonObject block, int index, JsonNode delta, Dictionary<int, StringBuilder> inputs)
    {
        switch ((string)delta["type"]!)
        {
            case "citations_delta":
                block["citations"]!.AsArray().Add(delta["citation"]!.DeepClone());
                break;
            case "input_json_delta":
                inputs[index] = inputs.GetValueOrDefault(index, new StringBuilder()).Append((string)delta["partial_json"]!);
                break;
            case "text_delta":
                block["text"] = (string?)block["text"] + (string)delta["text"]!;
                break;
            case "thinking_delta":
                block["thinking"] = (string?)block["thinking"] + (string)delta["thinking"]!;
                break;
            case "signature_delta":
                block["signature"] = (string)delta["signature"]!;
                break;
            case "compaction_delta":
                block["content"] = delta["content"]!.DeepClone();
                break;
        }
    }
}
