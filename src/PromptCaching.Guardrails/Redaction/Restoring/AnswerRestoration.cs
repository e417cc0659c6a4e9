using System.Text.Json;
using System.Text.Unicode;
using PromptCaching.Guardrails.Redaction.Places;
using PromptCaching.Guardrails.Redaction.Placeholders;
using PromptCaching.Guardrails.Redaction.Texts;

namespace PromptCaching.Guardrails.Redaction.Restoring;

/// <summary>Puts values back into the JSON of an answer, or of one event of a stream, wherever a request's texts would have been looked at.</summary>
internal static class AnswerRestoration
{
    public static ReadOnlyMemory<byte> Run(ReadOnlyMemory<byte> answer, RestoredValues values)
    {
        if (values.IsEmpty || !MayHoldAny(answer.Span) || !Utf8.IsValid(answer.Span) || Read(answer.Span) is not { } places)
        {
            return answer;
        }

        var splice = new Splice();
        foreach (var place in places.InOrder.Where(static place => place.Role != TextRole.Bound))
        {
            Restore(answer.Span.Slice(place.Start, place.Length), place.Start, values, splice);
        }

        return splice.IsEmpty ? answer : splice.Apply(answer.Span);
    }

    /// <summary>Says whether there is a bracket, or an escape that could be one.</summary>
    public static bool MayHoldAny(ReadOnlySpan<byte> json) => json.Contains((byte)PlaceholderShape.Open) || json.IndexOf("\\u005"u8) >= 0;

    private static void Restore(ReadOnlySpan<byte> raw, int start, RestoredValues values, Splice splice)
    {
        if (!MayHoldAny(raw))
        {
            return;
        }

        var (character, at) = (0, 0);
        foreach (var (first, length, value) in values.Find(JsonStringText.Read(raw)))
        {
            at = JsonStringText.Advance(raw, at, first - character);
            var end = JsonStringText.Advance(raw, at, length);
            splice.Replace(start + at, end - at, JsonEscapes.BytesOf(value));
            (character, at) = (first + length, end);
        }
    }

    private static TextPlaces? Read(ReadOnlySpan<byte> answer)
    {
        try
        {
            return TextPlaces.OfAnswer(answer);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // What cannot be read is handed on as it came: the caller says better than we what is wrong with it.
            return null;
        }
    }
}
