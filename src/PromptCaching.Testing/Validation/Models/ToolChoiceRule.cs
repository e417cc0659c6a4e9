using System.Text.Json;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Validation.Models;

/// <summary>Tools have names of their own; a tool that is chosen exists, and the model can be made to choose.</summary>
internal sealed class ToolChoiceRule : IRequestRule
{
    public ApiError? Check(RequestUnderTest request)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tool in request.Body.GetArray("tools"))
        {
            if (tool.GetText("name") is { } name && !names.Add(name))
            {
                return ApiError.Invalid("tools: Tool names must be unique.");
            }
        }

        var choice = request.Body.Get("tool_choice") ?? default;
        var type = choice.GetText("type");
        return type is not ("any" or "tool") ? null
            : request.Rules is { TakesForcedTools: false }
                ? ApiError.Invalid($"tool_choice: type '{type}' is not supported on this model")
            : type == "tool" && choice.GetText("name") is { } chosen && !names.Contains(chosen) && !HasToolsUnseen(request.Body)
                ? ApiError.Invalid($"Tool '{chosen}' not found in provided tools")
            : null;
    }

    /// <summary>Toolsets bring tools whose names do not stand in the request.</summary>
    private static bool HasToolsUnseen(JsonElement body) =>
        body.Get("mcp_servers") is not null
        || body.GetArray("tools").Any(static tool => tool.GetText("type")?.Contains("toolset", StringComparison.Ordinal) == true);
}
