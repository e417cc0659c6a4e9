using PromptCaching.Messages.Content;
using PromptCaching.Prompts;

namespace PromptCaching.Tests.Prompts;

/// <summary>Templates of few words.</summary>
internal static class Some
{
    public static PromptTemplate Template(string body, string parameters = "", string head = "") => PromptTemplate.Parse(
        $"""
        ---
        name: letter
        version: 3
        {head}
        {(parameters.Length == 0 ? "" : "parameters:")}
        {parameters}
        ---
        {body}
        """);

    public static Dictionary<string, object?> Values(params (string Name, object? Value)[] values) =>
        values.ToDictionary(pair => pair.Name, pair => pair.Value);

    /// <summary>The blocks of the last turn.</summary>
    public static IEnumerable<string> Turn(this FilledPrompt prompt) => Blocks(prompt.Request.Messages[^1].Content);

    public static IEnumerable<string> SystemPrompt(this FilledPrompt prompt) => Blocks(prompt.Request.System!);

    private static IEnumerable<string> Blocks(MessageContent content) => content.Cast<TextBlock>().Select(block => block.Text);
}
