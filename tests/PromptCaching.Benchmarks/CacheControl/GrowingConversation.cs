using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptCaching.Benchmarks.CacheControl;

/// <summary>The last requests of an agent's conversation, each one turn longer than the one before, without markers of the caller.</summary>
internal sealed class GrowingConversation
{
    private const int Requests = 4;

    public GrowingConversation(int bytes, int charactersPerBlock, int screenshots)
    {
        var longest = Emulator.Bodies.Conversation(bytes, charactersPerBlock, screenshots, isMarked: false);
        Bodies = [.. Enumerable.Range(0, Requests).Reverse().Select(turns => Without(longest, turns))];
    }

    public IReadOnlyList<byte[]> Bodies { get; }

    private static byte[] Without(byte[] body, int turns)
    {
        const int MessagesPerTurn = 2;
        var request = JsonNode.Parse(body)!;
        var messages = request["messages"]!.AsArray();
        for (var message = 0; message < turns * MessagesPerTurn; message++)
        {
            messages.RemoveAt(messages.Count - 1);
        }

        return JsonSerializer.SerializeToUtf8Bytes(request);
    }
}
