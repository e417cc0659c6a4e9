using System.Diagnostics.CodeAnalysis;

namespace PromptCaching.Tests.CacheControl.Generated;

/// <summary>A part of a body as it is spelled.</summary>
/// <param name="Text">Raw JSON.</param>
/// <param name="Places">
/// Where in the text a caller may put the member <c>cache_control</c>, comma first, in the order in which the API processes markers: nested
/// blocks before the one that holds them.
/// </param>
internal sealed record Piece(string Text, params int[] Places)
{
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Piece?(string? text) => text is null ? null : new Piece(text);
}
