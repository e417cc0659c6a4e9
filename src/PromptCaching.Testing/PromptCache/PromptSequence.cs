using System.Text.Json;
using PromptCaching.Testing.Requests;

namespace PromptCaching.Testing.PromptCache;

/// <summary>A request as the cache sees it: positions in rendering order, the tokens up to the end of each, and the breakpoints.</summary>
internal sealed class PromptSequence
{
    private readonly int[] _tokensThrough;

    private PromptSequence(JsonElement body, IReadOnlyList<PromptPosition> positions, IReadOnlyList<PromptBreakpoint> breakpoints)
    {
        Body = body;
        Positions = positions;
        Breakpoints = breakpoints;
        _tokensThrough = new int[positions.Count];
        for (int index = 0, sum = 0; index < positions.Count; index++)
        {
            _tokensThrough[index] = sum += positions[index].Tokens;
        }
    }

    public JsonElement Body { get; }

    public IReadOnlyList<PromptPosition> Positions { get; }

    /// <summary>Gets the breakpoints in the order in which the API processes their markers.</summary>
    public IReadOnlyList<PromptBreakpoint> Breakpoints { get; }

    public int TotalTokens => _tokensThrough.Length == 0 ? 0 : _tokensThrough[^1];

    public int TokensThrough(int position) => position < 0 ? 0 : _tokensThrough[position];

    public static PromptSequence Read(JsonElement body)
    {
        var blocks = EarlierThinking.Strip(body, RequestBlocks.Of(body)).Where(static block => !block.IsDeferredTool);
        RequestBlock[] rendered = [.. blocks.OrderBy(static block => block.IsWebTool ? 1 : block.Level == PromptLevel.Tools ? 0 : 2)];
        var positions = new List<PromptPosition>(rendered.Length);
        var breakpoints = new List<PromptBreakpoint>();
        var role = (string?)null;
        foreach (var block in rendered)
        {
            positions.Add(Position(block, opensTurn: block.Role == role ? null : block.Role));
            role = block.Role;
            breakpoints.AddRange(block.Nested().Append(block)
                .Where(static one => one.Marker is not null)
                .Select(one => new PromptBreakpoint(positions.Count - 1, CacheTtl.Of(one.Marker!.Value), one.Path, IsAutomatic: false)));
        }

        if (AutomaticMarker.Of(body, rendered) is { Target.Marker: null } automatic)
        {
            breakpoints.Add(new PromptBreakpoint(Array.IndexOf(rendered, automatic.Target), automatic.Ttl, automatic.Target.Path, IsAutomatic: true));
        }

        return new PromptSequence(body, positions, breakpoints);
    }

    private static PromptPosition Position(RequestBlock block, string? opensTurn) => new(
        block.IsWebTool ? PromptLevel.System : block.Level,
        block.Type,
        block.Json,
        block.Level == PromptLevel.Tools ? TokenEstimate.OfTool(block.Json) : TokenEstimate.OfBlock(block.Json),
        opensTurn);
}
