using System.Text.Json;
using PromptCaching.Testing.Requests;

namespace PromptCaching.Testing.Validation;

/// <summary>A request and its blocks, listed once for all rules.</summary>
internal sealed class RequestUnderTest(IncomingCall call)
{
    private IReadOnlyList<RequestBlock>? _blocks;
    private IReadOnlyList<RequestBlock>? _everyBlock;

    public IncomingCall Call { get; } = call;

    public JsonElement Body => Call.Json ?? default;

    public bool IsCount => Call.Path.EndsWith("/count_tokens", StringComparison.Ordinal);

    /// <summary>Gets the blocks that stand directly under tools, system and messages.</summary>
    public IReadOnlyList<RequestBlock> Blocks => _blocks ??= RequestBlocks.Of(Body);

    /// <summary>Gets those and the blocks nested in them, in the order in which markers are processed.</summary>
    public IReadOnlyList<RequestBlock> EveryBlock => _everyBlock ??= [.. Blocks.SelectMany(static block => block.Nested().Append(block))];
}
