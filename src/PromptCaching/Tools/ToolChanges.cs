using PromptCaching.Messages;
using PromptCaching.Messages.Content;

namespace PromptCaching.Tools;

/// <summary>What the turns of the role <c>system</c> in a conversation have made of its tools, by name.</summary>
/// <param name="TakenAway">Tools that the model has no more.</param>
/// <param name="BroughtAlong">Tools that a turn defines itself; to list them as well would change the beginning of the prompt.</param>
internal sealed record ToolChanges(IReadOnlySet<string> TakenAway, IReadOnlySet<string> BroughtAlong)
{
    public static ToolChanges In(IEnumerable<InputMessage> conversation)
    {
        var (takenAway, broughtAlong) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var block in conversation.Where(static turn => turn.Role == Role.System).SelectMany(static turn => turn.Content))
        {
            switch (block)
            {
                case ToolAdditionBlock { Tool: { Definition.Name: { } name } }:
                    broughtAlong.Add(name);
                    takenAway.Remove(name);
                    break;
                case ToolAdditionBlock { Tool: { ServerName: null, Name: { } name } }:
                    takenAway.Remove(name);
                    break;
                case ToolRemovalBlock { Tool: { ServerName: null, Name: { } name } }:
                    takenAway.Add(name);
                    break;
            }
        }

        return new(takenAway, broughtAlong);
    }
}
