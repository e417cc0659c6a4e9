using System.Text.Json;
using PromptCaching.Bodies;

namespace PromptCaching.ResponseCaching.Keys;

/// <summary>What decides whether a question may be asked of a store, and in which form it wants its answer.</summary>
internal sealed class QuestionFacts
{
    private static readonly string[] LiveTools = ["web_search_", "web_fetch_", "code_execution_", "advisor_", "mcp_toolset"];

    public string? Model { get; private set; }

    public bool IsStream { get; private set; }

    /// <summary>Gets a value indicating whether the answer depends on what the server reaches or keeps: live tools, MCP servers, a container.</summary>
    public bool ReadsTheWorld { get; private set; }

    /// <summary>Gets a value indicating whether the same model may well answer otherwise the next time: the temperature is not 0.</summary>
    public bool IsSampled { get; private set; } = true;

    /// <summary>Gets a value indicating whether a temperature is set at all.</summary>
    public bool HasTemperature { get; private set; }

    /// <summary>Gets the caller's own user, who belongs to the scope although <c>metadata</c> does not belong to the question.</summary>
    public string? UserId { get; private set; }

    /// <summary>Gets a value indicating whether the user is named by something that is no text: whose question it is, is then anybody's guess.</summary>
    public bool HasOddUser { get; private set; }

    /// <summary>Looks at a member whose value the reader stands on.</summary>
    public void Note(QuestionPlace place, ReadOnlySpan<byte> name, ref JsonCursor reader)
    {
        switch (place)
        {
            case QuestionPlace.Root:
                NoteOfRoot(name, ref reader);
                break;
            case QuestionPlace.Tool when name.SequenceEqual("type"u8) && reader.TokenType == JsonTokenType.String:
                var type = reader.GetString();
                ReadsTheWorld |= Array.Exists(LiveTools, tool => type.StartsWith(tool, StringComparison.Ordinal));
                break;
            case QuestionPlace.Metadata when name.SequenceEqual("user_id"u8):
                UserId = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                HasOddUser = reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null);
                break;
            default:
                break;
        }
    }

    private void NoteOfRoot(ReadOnlySpan<byte> name, ref JsonCursor reader)
    {
        if (name.SequenceEqual("model"u8))
        {
            Model = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        }
        else if (name.SequenceEqual("stream"u8))
        {
            IsStream = reader.TokenType == JsonTokenType.True;
        }
        else if (name.SequenceEqual("temperature"u8))
        {
            HasTemperature = reader.TokenType != JsonTokenType.Null;
            IsSampled = reader.TokenType != JsonTokenType.Number || reader.ValueSpan.IndexOfAnyInRange((byte)'1', (byte)'9') >= 0;
        }
        else
        {
            ReadsTheWorld |= name.SequenceEqual("mcp_servers"u8) || name.SequenceEqual("container"u8);
        }
    }
}
