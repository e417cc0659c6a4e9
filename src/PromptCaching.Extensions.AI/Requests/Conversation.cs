using Microsoft.Extensions.AI;
using PromptCaching.Messages;
using PromptCaching.Messages.Content;

namespace PromptCaching.Extensions.AI.Requests;

/// <summary>Chat messages as the system prompt and the turns.</summary>
internal static class Conversation
{
    public static (IReadOnlyList<ContentBlock> System, IReadOnlyList<InputMessage> Turns) Of(IEnumerable<ChatMessage> messages, string? instructions)
    {
        List<ContentBlock> system = string.IsNullOrEmpty(instructions) ? [] : [new TextBlock(instructions)];
        List<(Role Role, List<ContentBlock> Blocks, bool IsTool)> turns = [];
        foreach (var message in messages)
        {
            var (role, isTool) = (RoleOf(message.Role), message.Role == ChatRole.Tool);
            var blocks = MessageBlocks.Of(message, role);
            if (blocks.Count == 0)
            {
                continue;
            }

            if (role == Role.System && turns.Count == 0)
            {
                system.AddRange(blocks);
            }
            else if (isTool && turns is [.., { IsTool: true } last])
            {
                // All results of one turn's tools must be in the one turn after it.
                last.Blocks.AddRange(blocks);
            }
            else
            {
                turns.Add((role, blocks, isTool));
            }
        }

        return (system, [.. turns.Select(static turn => new InputMessage(turn.Role, ContentOf(turn.Role, turn.Blocks)))]);
    }

    /// <summary>Files for the container go into the first turn of the user: there they are part of the prefix, and stay where they are.</summary>
    public static IReadOnlyList<InputMessage> WithUploads(IReadOnlyList<InputMessage> turns, IReadOnlyList<ContentBlock> uploads)
    {
        if (uploads.Count == 0)
        {
            return turns;
        }

        var first = turns.FirstOrDefault(static turn => turn.Role == Role.User)
            ?? throw new NotSupportedException("The code interpreter has files as its inputs, but there is no message of the user to send them with.");
        var withUploads = first with { Content = MessageContent.FromBlocks([.. uploads, .. first.Content]) };
        return [.. turns.Select(turn => ReferenceEquals(turn, first) ? withUploads : turn)];
    }

    /// <summary>An answer goes back in blocks, as the API takes it back.</summary>
    private static MessageContent ContentOf(Role role, List<ContentBlock> blocks) =>
        role == Role.Assistant ? new Message { Content = blocks }.ToInputMessage().Content : SystemPrompt.Shortest(blocks);

    private static Role RoleOf(ChatRole role) =>
        role == ChatRole.User || role == ChatRole.Tool ? Role.User
        : role == ChatRole.Assistant ? Role.Assistant
        : role == ChatRole.System ? Role.System
        : throw new NotSupportedException($"Claude knows no role '{role}': use user, assistant, system or tool.");
}
