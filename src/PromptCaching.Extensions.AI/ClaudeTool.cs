using Microsoft.Extensions.AI;
using PromptCaching.Messages;

namespace PromptCaching.Extensions.AI;

/// <summary>A tool of Claude's own, for options that take tools of anybody's.</summary>
internal sealed class ClaudeTool(Tool tool) : AITool
{
    public override string Name => tool.Name ?? tool.McpServerName ?? tool.Type ?? "";

    public override string Description => tool.Description ?? "";

    public Tool Tool => tool;
}
