using System.Globalization;
using PromptCaching.Bodies;

namespace PromptCaching.CacheControl.Planning;

/// <summary>A marker that we add.</summary>
/// <param name="Block">The block that carries it.</param>
/// <param name="IsOneHour">Its TTL: one hour, else five minutes.</param>
internal sealed record Breakpoint(BlockOutline Block, bool IsOneHour)
{
    /// <summary>Gets the place of the block among the prefixes of the request.</summary>
    public int Step { get; init; }

    public MarkerReason Reason { get; init; }

    /// <summary>Gets the place in the words of the API's own error messages.</summary>
    public string Place => Block.Level switch
    {
        PromptLevel.Tools => string.Create(CultureInfo.InvariantCulture, $"tools.{Block.Index}"),
        PromptLevel.System => string.Create(CultureInfo.InvariantCulture, $"system.{Block.Index}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"messages.{Block.Message}.content.{Block.Index}"),
    };
}
