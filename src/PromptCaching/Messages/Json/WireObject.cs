using System.Collections.ObjectModel;
using System.Text;
using System.Text.Json;

namespace PromptCaching.Messages.Json;

/// <summary>A JSON object of the API. Whatever it holds that this version has no property for survives a round trip.</summary>
public abstract record WireObject
{
    private protected WireObject()
    {
    }

    /// <summary>Gets the fields that no property of this version holds.</summary>
    /// <value>
    /// Empty unless the JSON had unknown fields, known fields of an unexpected kind, or fields that were explicitly null.
    /// </value>
    /// <remarks>
    /// They are written after the known fields, so setting them is also the way to send fields that this version does not know.
    /// A property that is set wins over an extra field of the same name.
    /// </remarks>
    public IReadOnlyDictionary<string, JsonElement> ExtraFields { get; init; } = NoFields;

    internal static IReadOnlyDictionary<string, JsonElement> NoFields => ReadOnlyDictionary<string, JsonElement>.Empty;

    /// <summary>Writes the object as the API spells it; properties that are not set are left out.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Write(writer);
    }

    /// <summary>Prints the extra fields, as JSON, where there are any.</summary>
    /// <param name="builder">Where to.</param>
    /// <returns>Whether there were any.</returns>
    protected virtual bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (ExtraFields.Count == 0)
        {
            return false;
        }

        builder.Append(nameof(ExtraFields)).Append(" = {");
        builder.AppendJoin(',', ExtraFields.Select(static field => $"\"{JsonEncodedText.Encode(field.Key)}\":{field.Value.GetRawText()}"));
        builder.Append('}');
        return true;
    }

    internal virtual void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        var fields = new FieldWriter(writer, ExtraFields);
        WriteFields(fields);
        fields.WriteExtra();
        writer.WriteEndObject();
    }

    private protected abstract void WriteFields(FieldWriter fields);
}
