using System.Text.Json;
using PromptCaching.Bodies;

namespace PromptCaching.CacheControl.Repairs;

/// <summary>Puts the keys of JSON schemas in order; whatever a schema only quotes stays as it is.</summary>
internal static class SchemaKeys
{
    /// <summary>Keywords whose value is an example of what the schema describes, and no schema.</summary>
    private static readonly HashSet<string> Quotes = new(StringComparer.Ordinal) { "enum", "const", "default", "examples" };

    /// <summary>Keywords whose value has a schema under each name: a property may be called like a keyword.</summary>
    private static readonly HashSet<string> Dictionaries =
        new(StringComparer.Ordinal) { "properties", "patternProperties", "dependentSchemas", "$defs", "definitions" };

    /// <summary>Sorts the keys inside the input schema of a tool.</summary>
    /// <param name="draft">The body.</param>
    /// <param name="tool">Where the tool stands in it.</param>
    public static void Sort(BodyDraft draft, BlockOutline tool)
    {
        var cursor = new JsonCursor(draft.Body.Span[tool.Start..tool.End]);
        cursor.Read();
        while (cursor.Read() && cursor.TokenType == JsonTokenType.PropertyName)
        {
            var isSchema = cursor.ValueTextEquals("input_schema"u8);
            cursor.Read();
            if (isSchema)
            {
                SortValue(draft, tool.Start, ref cursor, isDictionary: false);
            }
            else
            {
                cursor.Skip();
            }
        }
    }

    /// <summary>From the inside out: the bytes that the cursor has still to read are those that have not moved.</summary>
    private static void SortValue(BodyDraft draft, int offset, ref JsonCursor cursor, bool isDictionary)
    {
        if (cursor.TokenType == JsonTokenType.StartObject)
        {
            SortObject(draft, offset, ref cursor, isDictionary);
        }
        else if (cursor.TokenType == JsonTokenType.StartArray)
        {
            while (cursor.Read() && cursor.TokenType != JsonTokenType.EndArray)
            {
                SortValue(draft, offset, ref cursor, isDictionary: false);
            }
        }
    }

    private static void SortObject(BodyDraft draft, int offset, ref JsonCursor cursor, bool isDictionary)
    {
        var members = new List<NamedPart>();
        while (cursor.Read() && cursor.TokenType == JsonTokenType.PropertyName)
        {
            var (name, start) = (JsonText.Read(cursor.ValueSpan), cursor.TokenStartIndex);
            cursor.Read();
            if (!isDictionary && Quotes.Contains(name))
            {
                cursor.Skip();
            }
            else
            {
                SortValue(draft, offset, ref cursor, !isDictionary && Dictionaries.Contains(name));
            }

            members.Add(new NamedPart(name, offset + start, offset + cursor.BytesConsumed));
        }

        draft.Sort(members);
    }
}
