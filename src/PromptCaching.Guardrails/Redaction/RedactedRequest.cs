using PromptCaching.Guardrails.Redaction.Restoring;

namespace PromptCaching.Guardrails.Redaction;

/// <summary>A body with placeholders, and the values that they stand for. Keep it no longer than the call: it is the only place where both meet.</summary>
public sealed class RedactedRequest
{
    internal RedactedRequest(ReadOnlyMemory<byte> body, IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<PiiKind, int> counts) =>
        (Body, Values, Counts) = (body, new RestoredValues(values), counts);

    /// <summary>Gets the body as it may be sent; the caller's own bytes where there was nothing to replace.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Gets how many places were replaced, by kind.</summary>
    public IReadOnlyDictionary<PiiKind, int> Counts { get; }

    internal RestoredValues Values { get; }

    /// <summary>Puts the values back into a text.</summary>
    /// <param name="text">Text of an answer to this request.</param>
    /// <returns>The text with values; placeholders that this request did not make stay. Batches as a whole restore nothing: redact one request of it.</returns>
    public string RestoreText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Values.Restore(text, Escaping.None, out _);
    }

    /// <summary>Puts the values back into a whole answer.</summary>
    /// <param name="answer">The JSON of a message, or of a line of a batch's results.</param>
    /// <returns>The answer with values, or the same bytes where there are no placeholders or it is no JSON object; thinking stays as it is.</returns>
    public ReadOnlyMemory<byte> RestoreAnswer(ReadOnlyMemory<byte> answer) => AnswerRestoration.Run(answer, Values);
}
