using System.Runtime.InteropServices;
using System.Text.Json;

namespace PromptCaching.Testing.Validation.Schema;

/// <summary>The turns that the walk came across, and the tool calls and results in them.</summary>
internal sealed class ConversationSeen
{
    private readonly List<(int Turn, bool IsResult, JsonElement Id)> _mentions = [];
    private JsonElement _lastRole;
    private int _turn;

    /// <summary>Gets the last message of those walked so far.</summary>
    public JsonElement LastMessage { get; private set; }

    public bool HasSystemTurn { get; private set; }

    public bool IsTurnScoped { get; private set; }

    public void Open(JsonElement message, JsonElement role, bool isSystem)
    {
        if (_lastRole.ValueKind != JsonValueKind.Undefined && !isSystem && !IsSame(_lastRole, role))
        {
            _turn++;
        }

        _lastRole = isSystem ? _lastRole : role;
        HasSystemTurn |= isSystem;
        LastMessage = message;
        IsTurnScoped = isSystem && message.TryGetProperty("clear_at"u8, out _);
    }

    public void Mention(bool isResult, JsonElement id) => _mentions.Add((_turn, isResult, id));

    /// <summary>Whether each run of calls is followed, in the next turn, by its results in the same order. Others may be sound, too.</summary>
    public bool IsPairedInOrder()
    {
        for (var start = 0; start < _mentions.Count;)
        {
            var results = EndOf(start);
            var end = EndOf(results);
            if (_mentions[start].IsResult || results - start != end - results || _mentions[results].Turn != _mentions[start].Turn + 1)
            {
                return false;
            }

            for (var at = start; at < results; at++)
            {
                if (!IsSame(_mentions[at].Id, _mentions[at - start + results].Id))
                {
                    return false;
                }
            }

            start = end;
        }

        return true;
    }

    private int EndOf(int start)
    {
        var end = start;
        while (end < _mentions.Count && _mentions[end].Turn == _mentions[start].Turn && _mentions[end].IsResult == _mentions[start].IsResult)
        {
            end++;
        }

        return end;
    }

    private static bool IsSame(JsonElement one, JsonElement other) => JsonMarshal.GetRawUtf8Value(one).SequenceEqual(JsonMarshal.GetRawUtf8Value(other));
}
