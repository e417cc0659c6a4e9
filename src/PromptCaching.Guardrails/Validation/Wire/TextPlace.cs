namespace PromptCaching.Guardrails.Validation.Wire;

/// <summary>A piece of the text of a block in the bytes of an answer.</summary>
/// <param name="String">The string that holds it, in the whole body.</param>
/// <param name="Event">The event that says nothing else, and so can go with it; <see langword="null"/> where there is more to it.</param>
internal readonly record struct TextPlace(JsonStringPlace String, Range? Event = null);
