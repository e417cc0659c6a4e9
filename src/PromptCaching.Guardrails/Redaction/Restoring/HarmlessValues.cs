using PromptCaching.Guardrails.Sanitising;
using PromptCaching.Guardrails.Validation.Traffic;

namespace PromptCaching.Guardrails.Redaction.Restoring;

/// <summary>Chooses the values that may come back into an answer that was sanitised while placeholders stood in it.</summary>
/// <remarks>
/// A value is text of whoever wrote the prompt, a hostile document perhaps, and is harmless or not only where it stands: a password that begins with
/// <c>javascript:</c> is text in a sentence and a script in a link.
/// </remarks>
internal static class HarmlessValues
{
    /// <param name="values">All values.</param>
    /// <param name="answer">The sanitised answer.</param>
    /// <param name="isStream">Whether it is a stream of events.</param>
    /// <param name="sanitiser">What it was sanitised with.</param>
    public static RestoredValues Of(RestoredValues values, ReadOnlyMemory<byte> answer, bool isStream, HtmlSanitiser sanitiser)
    {
        if (!AnswerRestoration.MayHoldAny(answer.Span) || AnswerJudge.TryRead(answer, isStream) is not { } body)
        {
            return values;
        }

        // What is code or text where blocks stand together may be markup in a block that is shown alone, and the reverse.
        string[] texts = body.Texts.Count > 1 ? [string.Concat(body.Texts), .. body.Texts] : [.. body.Texts];
        var known = texts.SelectMany(text => sanitiser.Sanitise(text).Harmful).ToHashSet();
        RestoredValues[] choices = [values, values.Where(IsPlain)];
        return choices.FirstOrDefault(IsHarmless) ?? values.Where(static _ => false);

        bool IsHarmless(RestoredValues some) =>
            texts.All(text => sanitiser.Sanitise(some.Restore(text, Escaping.None, out _)).Harmful.All(known.Contains));
    }

    /// <summary>Addresses of e-mail, numbers of all sorts, names: nothing that opens a tag, ends an attribute or names a scheme.</summary>
    private static bool IsPlain(string value) =>
        value.All(static letter => char.IsLetterOrDigit(letter) || " @.-+_()/".Contains(letter, StringComparison.Ordinal));
}
