using System.Text;
using System.Text.Json;
using PromptCaching.Bodies;
using PromptCaching.Messages.Json;

namespace PromptCaching;

/// <summary>The input of a tool as far as it has come.</summary>
public sealed class ToolInputSoFar
{
    private static readonly JsonElement NoInput = JsonElement.Parse("{}"u8);
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

    /// <summary>
    /// Reads what has come so far: strings end where they have come to, objects and arrays are closed; half a number or literal, and a key without its
    /// value, are left out.
    /// </summary>
    /// <remarks>
    /// Each call reads all that has come so far: call it when there is something to show rather than for every piece. <see cref="Json"/> has the text as
    /// it came, in any case.
    /// </remarks>
    /// <param name="input">The arguments so far; an empty object while there are none.</param>
    /// <returns>
    /// <see langword="false"/> when what has come is no beginning of JSON, as happens with <c>eager_input_streaming</c>; a complete input that was cut
    /// is read as far as it came.
    /// </returns>
    public bool TryReadSoFar(out JsonElement input)
    {
        var isJson = PartialJson.TryRead(Json, out var json);
        input = json ?? NoInput;
        return isJson;
    }

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

        return WireJson.Parse(Encoding.UTF8.GetBytes(Json));
    }
}
