namespace PromptCaching.Testing.Tokens;

/// <summary>What the definitions of the API's own tools cost, whatever their settings; in thousandths of a token of the older tokenizer.</summary>
/// <remarks>What the recorded first calls cost beyond their texts; bash and the text editor as once published.</remarks>
internal static class TypedTools
{
    private static readonly (string Prefix, int Thousandths)[] Known =
    [
        ("web_search_", 1_700_000),
        ("web_fetch_", 540_000),
        ("code_execution_20250522", 1_000_000),
        ("code_execution_", 4_150_000),
        ("memory_", 1_070_000),
        ("computer_", 1_300_000),
        ("tool_search_tool_", 190_000),
        ("advisor_", 530_000),
        ("text_editor_", 700_000),
        ("bash_", 245_000),
    ];

    public static int? Of(string type)
    {
        foreach (var (prefix, thousandths) in Known)
        {
            if (type.StartsWith(prefix, StringComparison.Ordinal))
            {
                return thousandths;
            }
        }

        return null;
    }
}
