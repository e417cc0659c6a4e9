using PromptCaching.Bodies;

namespace PromptCaching.CacheControl.Ledger;

/// <summary>What changes the rendered prompt from a level on without standing in a block.</summary>
/// <param name="System">Speed, citations and web tools: they end the entries from the system prompt on.</param>
/// <param name="Messages">Tool choice, thinking, form of the answer and pictures: they end the entries of the messages.</param>
internal readonly record struct LevelInputs(ulong System, ulong Messages)
{
    private static readonly string[] WebTools = ["web_search_", "web_fetch_"];

    public static LevelInputs Of(RequestOutline request)
    {
        var (images, citations, web) = (0UL, 0UL, 0UL);
        foreach (var block in request.Blocks)
        {
            images |= block.HasImage ? 1UL : 0;
            citations |= block.HasCitations ? 2UL : 0;
            web |= block.Level == PromptLevel.Tools && IsWebTool(block) ? 4UL : 0;
        }

        var parameters = request.Parameters;
        var system = BlockHash.Join(parameters.Speed, citations | web);
        return new LevelInputs(
            system, BlockHash.Join(BlockHash.Join(parameters.ToolChoice, parameters.Thinking), BlockHash.Join(parameters.Output, images)));
    }

    /// <summary>Mixes in what counts from the level on that is entered.</summary>
    public ulong Enter(ulong hash, PromptLevel from, PromptLevel to)
    {
        hash = from == PromptLevel.Tools && to > PromptLevel.Tools ? BlockHash.Join(hash, System) : hash;
        return from < PromptLevel.Messages && to == PromptLevel.Messages ? BlockHash.Join(hash, Messages) : hash;
    }

    private static bool IsWebTool(BlockOutline block) =>
        Array.Exists(WebTools, tool => block.Type?.StartsWith(tool, StringComparison.Ordinal) == true);
}
