using System.Globalization;

namespace CostExplorer.Tests;

/// <summary>Requests written by hand.</summary>
internal static class Some
{
    public const string Model = "claude-sonnet-4-5";

    /// <summary>A text of so many tokens, at four characters each.</summary>
    public static string Text(int tokens, char letter = 'a') => new(letter, tokens * 4);

    public static string Line(double at, string body, string conversation = "c") =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"at": {{at}}, "conversation": "{{conversation}}", "body": {{body}}}""");

    public static string Body(string question, string? system = null) =>
        $$"""{"model": "{{Model}}", "max_tokens": 10, "stream": true, "system": "{{system ?? Text(2000)}}", "messages": [{{User(question)}}]}""";

    private static string User(string question) => $$"""{"role": "user", "content": "{{question}}"}""";
}
