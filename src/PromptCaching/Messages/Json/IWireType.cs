using System.ComponentModel;
using System.Text.Json;

namespace PromptCaching.Messages.Json;

/// <summary>Something that reads and writes its own JSON, so that no reflection is needed.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IWireType<TSelf>
    where TSelf : IWireType<TSelf>
{
    /// <summary>Reads a value; JSON of an unexpected shape becomes extra fields or an unknown member of the union.</summary>
    /// <param name="json">The JSON; must not belong to a document that will be disposed.</param>
    /// <returns>The value.</returns>
    /// <exception cref="JsonException">The JSON is not an object where only an object makes sense.</exception>
    static abstract TSelf Read(JsonElement json);

    /// <summary>Writes the value.</summary>
    /// <param name="writer">Where to.</param>
    void WriteTo(Utf8JsonWriter writer);
}
