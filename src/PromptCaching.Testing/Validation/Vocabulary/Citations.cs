using PromptCaching.Testing.Validation.Schema;
using static PromptCaching.Testing.Validation.Schema.Field;
using static PromptCaching.Testing.Validation.Vocabulary.Common;

namespace PromptCaching.Testing.Validation.Vocabulary;

/// <summary>The citations of a text, as the model gave them: they come back with the turn that they belong to. None can carry a marker.</summary>
internal static class Citations
{
    public static readonly Shape Setting = new Fields(Optional("enabled", YesOrNo));

    public static readonly Shape OfText = new Items(new Union(
        InDocument("char_location", "start_char_index", "end_char_index"),
        InDocument("page_location", "start_page_number", "end_page_number"),
        InDocument("content_block_location", "start_block_index", "end_block_index"),
        new Variant("web_search_result_location", new Fields(
            Type("web_search_result_location"),
            Required("cited_text", AnyText),
            Required("encrypted_index", AnyText),
            Optional("title", AnyText),
            Required("url", AnyText))),
        new Variant("search_result_location", new Fields(
            Type("search_result_location"),
            Required("cited_text", AnyText),
            Required("search_result_index", Whole),
            Required("source", AnyText),
            Optional("title", AnyText),
            Required("start_block_index", Whole),
            Required("end_block_index", Whole)))));

    private static Variant InDocument(string tag, string start, string end) => new(tag, new Fields(
        Type(tag),
        Required("cited_text", AnyText),
        Required("document_index", Whole),
        Optional("document_title", AnyText),
        Required(start, Whole),
        Required(end, Whole),
        Optional("file_id", AnyText))); // written by the model only, and taken back
}
