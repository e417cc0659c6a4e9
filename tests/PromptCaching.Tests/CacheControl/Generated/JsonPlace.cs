using System.Text.Json;

namespace PromptCaching.Tests.CacheControl.Generated;

/// <summary>Where in a request body a reader is.</summary>
internal sealed class JsonPlace
{
    private readonly Stack<(string? Name, bool IsList)> _around = new();
    private string? _name;

    /// <summary>Gets a value indicating whether the innermost object is a tool, a system block or a content block, nested or not.</summary>
    public bool IsBlock
    {
        get
        {
            var names = _around.Where(static level => level.Name is not null).Select(static level => level.Name!).ToArray();
            return _around.Count > 2 && _around.ElementAt(1).IsList && names is [.., "tools" or "system" or "messages"]
                && names[0] != "messages" && names[..^1].All(static name => name is "content" or "source");
        }
    }

    /// <summary>Gets a value indicating whether a string here is short for a list of one text block.</summary>
    public bool IsShorthand => _name is "system" ? _around.Count == 1 : _name is "content" && _around.Any(static level => level.Name == "messages");

    public void Pass(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                _name = reader.GetString();
                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                _around.Push((_name, reader.TokenType == JsonTokenType.StartArray));
                _name = null;
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _around.Pop();
                _name = null;
                break;
            default:
                _name = null;
                break;
        }
    }
}
