using System.Text.Json;
using PromptCaching.Testing.PromptCache;

namespace PromptCaching.Testing.Validation.Schema;

/// <summary>The markers that the walk came across: enough to say that they are in order, not enough to say what is wrong with them.</summary>
internal sealed class MarkersSeen
{
    private const int Most = 4;
    private const int Levels = 3;
    private readonly bool[] _hasShort = new bool[Levels];
    private readonly bool[] _hasLong = new bool[Levels];
    private int _count;
    private bool _isInDoubt;

    /// <summary>Gets a value indicating whether every rule about markers holds for sure; where not, the blocks have to be listed.</summary>
    public bool AreSound => !_isInDoubt && _count <= Most && IsOrdered();

    /// <summary>Where the automatic marker lands is not known before the end.</summary>
    public void AddAutomatic() => _isInDoubt = true;

    public void Add(JsonElement block, JsonElement marker, PromptLevel level, bool isTurnScoped)
    {
        _count++;
        var isLong = marker.ValueKind == JsonValueKind.Object
            && marker.TryGetProperty("ttl"u8, out var ttl) && ttl.ValueKind == JsonValueKind.String && ttl.ValueEquals("1h"u8);
        _isInDoubt |= isTurnScoped || (isLong && _hasShort[(int)level]) || !CanCarry(block);
        (isLong ? _hasLong : _hasShort)[(int)level] = true;
    }

    private static bool CanCarry(JsonElement block) =>
        !(block.TryGetProperty("defer_loading"u8, out var deferred) && deferred.ValueKind == JsonValueKind.True)
        && !(block.TryGetProperty("text"u8, out var text) && text.ValueKind == JsonValueKind.String && text.ValueEquals(""u8));

    private bool IsOrdered()
    {
        var shortSeen = false;
        for (var level = 0; level < Levels; level++)
        {
            if (shortSeen && _hasLong[level])
            {
                return false;
            }

            shortSeen |= _hasShort[level];
        }

        return true;
    }
}
