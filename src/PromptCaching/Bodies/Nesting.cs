using System.Runtime.CompilerServices;
using System.Text.Json;

namespace PromptCaching.Bodies;

/// <summary>The objects and arrays around a place in a JSON text, a bit each.</summary>
internal struct Nesting
{
    private Bits _isObject;

    public int Depth { get; private set; }

    /// <summary>Gets a value indicating whether the innermost one is an object.</summary>
    public readonly bool IsObject => Depth > 0 && ((_isObject[(Depth - 1) / 64] >> ((Depth - 1) % 64)) & 1) != 0;

    /// <exception cref="JsonException">This is deeper than bodies are read anywhere.</exception>
    public void Enter(bool isObject)
    {
        if (Depth >= JsonSettings.MaxDepth)
        {
            throw new JsonException("The nesting is too deep.");
        }

        var bit = 1UL << (Depth % 64);
        ref var bits = ref _isObject[Depth / 64];
        bits = isObject ? bits | bit : bits & ~bit;
        Depth++;
    }

    public void Leave() => Depth--;

    [InlineArray(JsonSettings.MaxDepth / 64)]
    private struct Bits
    {
        private ulong _first;
    }
}
