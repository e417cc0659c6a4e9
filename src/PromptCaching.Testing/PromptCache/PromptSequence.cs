using System.Text.Json;
using PromptCaching.Testing.Requests;

namespace PromptCaching.Testing.PromptCache;

/// <summary>A request as the cache sees it: positions in rendering order, the tokens up to the end of each, and the breakpoints.</summary>
internal sealed class PromptSequence
{
    private readonly int[] _tokensThrough;

    private PromptSequence(JsonElement body, IReadOnlyList<RequestBlock> blocks, IReadOnlyList<PromptPosition> positions, PromptWeights weights)
    {
        Body = body;
        Positions = positions;
        LevelInputs = LevelInputs.Of(body, blocks);
        _tokensThrough = new int[positions.Count];
        var sum = 0L;
        for (var index = 0; index < positions.Count; index++)
        {
            sum += weights.Of(positions, index);
            _tokensThrough[index] = PromptWeights.Tokens(sum);
        }

        TotalTokens = PromptWeights.Tokens(sum + weights.End);
    }

    public JsonElement Body { get; }

    public LevelInputs LevelInputs { get; }

    public IReadOnlyList<PromptPosition> Positions { get; }

    /// <summary>Gets the breakpoints in the order in which the API processes their markers.</summary>
    public required IReadOnlyList<PromptBreakpoint> Breakpoints { get; init; }

    public int TotalTokens { get; }

    public int TokensThrough(int position) => position < 0 ? 0 : _tokensThrough[position];

    public static PromptSequence Read(JsonElement body, TokenCounting counting) => Read(body, RequestBlocks.Of(body), counting);

    public static PromptSequence Read(JsonElement body, IReadOnlyList<RequestBlock> blocks, TokenCounting counting)
    {
        var rendered = RenderedBlocks.Of(body, blocks);
        var positions = new PromptPosition[rendered.Count];
        var role = (string?)null;
        for (var index = 0; index < positions.Length; index++)
        {
            var block = rendered[index];
            positions[index] = new PromptPosition(
                block.IsWebTool ? PromptLevel.System : block.Level, block, OpensTurn: block.Role == role ? null : block.Role);
            role = block.Role;
        }

        return new PromptSequence(body, blocks, positions, PromptWeights.For(body, counting)) { Breakpoints = MarkedPositions.Of(body, rendered) };
    }
}
