using System.Text.Json;
using PromptCaching.Extensions.AI.Tests.Support;
using PromptCaching.Messages;
using PromptCaching.Tests.Recordings;

namespace PromptCaching.Extensions.AI.Tests.Recordings;

/// <summary>An answer becomes contents, and the contents a turn: the turn must have the very blocks of the answer.</summary>
internal static class RoundTrip
{
    public static void Of(JsonElement answer, ChatResponse response, string because)
    {
        var blocks = answer.GetProperty("content");
        Same(blocks, response.Messages, because);

        // As a conversation that was stored: what is no JSON is gone.
        var stored = JsonSerializer.Serialize(response.Messages, AIJsonUtilities.DefaultOptions);
        Same(blocks, JsonSerializer.Deserialize<List<ChatMessage>>(stored, AIJsonUtilities.DefaultOptions)!, because + ", stored");
    }

    private static void Same(JsonElement blocks, IEnumerable<ChatMessage> messages, string because)
    {
        if (blocks.GetArrayLength() == 0)
        {
            Mapped.Request(messages).Messages.Should().BeEmpty("{0}", because);
            return;
        }

        var turn = Mapped.Request(messages).Messages.Should().ContainSingle("{0}", because).Subject;
        turn.Role.Should().Be(Role.Assistant);
        JsonComparer.FirstDifference(blocks, WireElement.Of(turn).GetProperty("content")).Should().BeNull("{0}", because);
    }
}
