using System.Text;
using System.Text.Json;

namespace PromptCaching;

/// <summary>The input of a tool as far as it has come.</summary>
public sealed class ToolInputSoFar
{
    private readonly StringBuilder _written;
    private readonly int _length;

    internal ToolInputSoFar(int index, string id, string name, string piece, StringBuilder written, bool isComplete)
    {
        (Index, Id, Name, Piece, IsComplete) = (index, id, name, piece, isComplete);
        (_written, _length) = (written, written.Length);
    }

    /// <summary>Gets the position of the block in the answer, from 0.</summary>
    public int Index { get; }

    /// <summary>Gets the id that the result of the tool must name.</summary>
    public string Id { get; }

    /// <summary>Gets the name of the tool.</summary>
    public string Name { get; }

    /// <summary>Gets what has just been added; empty when the input is complete.</summary>
    public string Piece { get; }

    /// <summary>Gets a value indicating whether this is all of the input: the last of its block.</summary>
    public bool IsComplete { get; }

    /// <summary>Gets all that has come so far: the beginning of a JSON object, and the whole of it when it is complete.</summary>
    /// <remarks>Of a tool with <c>eager_input_streaming</c> it may be cut or no JSON even then.</remarks>
    public string Json => _length == 0 && IsComplete ? "{}" : _written.ToString(0, _length);

    /// <summary>Reads a complete input.</summary>
    /// <returns>The arguments.</returns>
    /// <exception cref="InvalidOperationException">The input is not complete yet.</exception>
    /// <exception cref="JsonException">The input, streamed unchecked, is not JSON.</exception>
    public JsonElement ToJson()
    {
        if (!IsComplete)
        {
            throw new InvalidOperationException("The input is not complete yet: only all pieces together are JSON.");
        }

        using var document = JsonDocument.Parse(Json);
        return document.RootElement.Clone();
    }
}
