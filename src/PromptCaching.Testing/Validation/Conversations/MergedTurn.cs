using System.Text.Json;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Validation.Conversations;

/// <summary>Neighbouring messages of one role, which the API reads as one. The paths of its complaints count these, not the messages sent.</summary>
internal sealed record MergedTurn(string Role, IReadOnlyList<JsonElement> Blocks)
{
    private static readonly JsonElement PlainText = Json.TextBlock("");

    public static IReadOnlyList<MergedTurn> Of(JsonElement body)
    {
        var turns = new List<MergedTurn>();
        foreach (var message in body.GetArray("messages"))
        {
            var role = message.GetText("role") ?? "";
            if (turns.Count == 0 || turns[^1].Role != role)
            {
                turns.Add(new MergedTurn(role, new List<JsonElement>()));
            }

            Append((List<JsonElement>)turns[^1].Blocks, message.GetProperty("content"u8));
        }

        return turns;
    }

    private static void Append(List<JsonElement> blocks, JsonElement content)
    {
        if (content.ValueKind == JsonValueKind.String)
        {
            blocks.Add(PlainText);
        }
        else
        {
            blocks.AddRange(content.EnumerateArray());
        }
    }
}
