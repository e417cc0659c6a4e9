using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromptCaching.Messages.Json;

/// <summary>Lets <see cref="JsonSerializer"/> read and write the types of the API through their own code.</summary>
/// <typeparam name="T">The type, or the root of its union.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WireConverter<T> : JsonConverter<T>
    where T : IWireType<T>
{
    /// <inheritdoc />
    public override bool CanConvert(Type typeToConvert) => typeof(T).IsAssignableFrom(typeToConvert);

    /// <inheritdoc />
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        T.Read(JsonElement.ParseValue(ref reader));

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        value.WriteTo(writer);
    }
}
