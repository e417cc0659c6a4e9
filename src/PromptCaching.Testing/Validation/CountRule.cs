using PromptCaching.Testing.Validation.Schema;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Validation;

/// <summary>What cannot be counted beforehand, since September 2026. That these are refused is documented; the wording is ours.</summary>
internal sealed class CountRule : IRequestRule
{
    private static readonly string[] ServerTools = ["web_search_", "web_fetch_", "code_execution_", "tool_search_tool_"];

    public ApiError? Check(RequestUnderTest request)
    {
        if (!request.IsCount)
        {
            return null;
        }

        var server = request.Body.GetArray("tools").Select(static tool => tool.GetText("type"))
            .FirstOrDefault(static type => type is not null && Array.Exists(ServerTools, name => type.StartsWith(name, StringComparison.Ordinal)));
        return server is not null ? Refuse($"tools: '{server}'")
            : request.Body.Get("mcp_servers") is not null ? Refuse("mcp_servers")
            : request.Visit.Saw(Sightings.RemoteSource) ? Refuse("url and file sources")
            : null;
    }

    private static ApiError Refuse(string what) => ApiError.Invalid($"{what} not supported by token counting");
}
