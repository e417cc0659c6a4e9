using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl;

/// <summary>Requests with a tool, a system prompt and a question, each long enough to be cached.</summary>
internal static class Placements
{
    public const string Tail = "messages.0.content.0";

    public static readonly string[] Everywhere = ["tools.0", "system.0", Tail];

    public static string Ask(string question = "ques", string model = "claude-haiku-5-5", string more = "") => $$"""
        {"model":"{{model}}","max_tokens":16,"tools":[{"name":"a","description":"{{Texts.Words(700, "tool")}}","input_schema":{"type":"object"} }],
         "system":"{{Texts.Words(700, "syst")}}","messages":[{"role":"user","content":"{{question}} {{Texts.Words(700, "ques")}}"}{{more}}]}
        """;
}
