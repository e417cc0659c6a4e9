using PromptCaching.ResponseCaching.Keys;
using PromptCaching.ResponseCaching.Memory;

namespace PromptCaching.ResponseCaching.Warming;

/// <summary>An answer in memory with the question that it answers.</summary>
/// <param name="Asked">The question, as it was spelled.</param>
/// <param name="Alternative">Which of several answers to it.</param>
/// <param name="Held">The answer, in the form that was given most often.</param>
/// <param name="Hits">How often it was given, in both forms.</param>
internal sealed record ExportedAnswer(RememberedQuestion Asked, int Alternative, HeldAnswer Held, long Hits)
{
    private const string Named = "scope:";

    public Question Question => Asked.Question;

    /// <summary>Gets the scope that the caller gave; null where it was made from a key.</summary>
    public string? Scope =>
        Question.Envelope.Scope.Name is var name && name.StartsWith(Named, StringComparison.Ordinal) ? name[Named.Length..] : null;

    /// <summary>Finds what is held of the answers to a question.</summary>
    public static IEnumerable<ExportedAnswer> Of(RememberedQuestion asked, AnswerMemory memory, int alternatives)
    {
        for (var number = 0; number < alternatives; number++)
        {
            var key = asked.Question.Key.Alternative(number).Text;
            HeldAnswer?[] forms = [memory.Peek(new AnswerPlace(key, IsStream: false)), memory.Peek(new AnswerPlace(key, IsStream: true))];
            if (forms.OfType<HeldAnswer>().MaxBy(static held => held.Hits) is { } held)
            {
                yield return new ExportedAnswer(asked, number, held, forms.Sum(static form => form?.Hits ?? 0));
            }
        }
    }
}
