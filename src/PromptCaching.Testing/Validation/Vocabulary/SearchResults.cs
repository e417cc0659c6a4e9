using System.Text.Json;
using PromptCaching.Testing.Validation.Schema;
using static PromptCaching.Testing.Validation.Schema.Field;
using static PromptCaching.Testing.Validation.Vocabulary.Common;

namespace PromptCaching.Testing.Validation.Vocabulary;

/// <summary>What a web search found: a list of results, or one error.</summary>
internal sealed class SearchResults : Shape
{
    private static readonly Shape Found = new Items(new Fields(
        Type("web_search_result"),
        Required("encrypted_content", AnyText),
        Optional("title", AnyText),
        Required("url", AnyText),
        Optional("page_age", AnyText)));

    private static readonly Shape Error = new Fields(Type("web_search_tool_result_error"), Required("error_code", AnyText));

    public override Flaw? Check(JsonElement value, SchemaVisit visit) =>
        (value.ValueKind == JsonValueKind.Object ? Error : Found).Check(value, visit);
}
