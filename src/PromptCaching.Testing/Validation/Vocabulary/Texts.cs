using PromptCaching.Testing.Validation.Schema;
using static PromptCaching.Testing.Validation.Schema.Field;
using static PromptCaching.Testing.Validation.Vocabulary.Common;

namespace PromptCaching.Testing.Validation.Vocabulary;

/// <summary>Text blocks, and what is made of nothing else.</summary>
internal static class Texts
{
    private static readonly Fields Fields = new(
        Type("text"), Required("text", ModelText), Optional("citations", new Noted(Sightings.Citations, Citations.OfText)), Markable);

    public static readonly Variant Block = new("text", Fields);

    /// <summary>The system prompt holds text only, so no tag stands in its paths.</summary>
    public static readonly Shape System = new Either(AnyText, new Items(Fields));

    public static readonly Variant SearchResult = new("search_result", new Fields(
        Type("search_result"),
        Required("source", AnyText),
        Required("title", AnyText),
        Required("content", new Items(Fields)),
        Optional("citations", Citations.Setting),
        Markable));
}
