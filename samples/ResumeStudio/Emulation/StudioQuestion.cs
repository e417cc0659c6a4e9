using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ResumeStudio.Emulation;

/// <summary>A request of the studio, read back from its body.</summary>
internal sealed partial record StudioQuestion(string Prompt, string Resume, string Job, string LastTurn, bool IsSecondTurn)
{
    /// <returns><see langword="null"/> when the request is not one of the studio's.</returns>
    public static StudioQuestion? Read(JsonElement body)
    {
        if (!body.TryGetProperty("system", out var system) || PromptName().Match(TextOf(system)) is not { Success: true } name)
        {
            return null;
        }

        string[] turns = [.. body.GetProperty("messages").EnumerateArray().Select(static message => TextOf(message.GetProperty("content")))];
        return new StudioQuestion(name.Groups[1].Value, Between(turns[0], "resume"), Between(turns[0], "job_description"), turns[^1], turns.Length > 1);
    }

    private static string TextOf(JsonElement content)
    {
        if (content.ValueKind == JsonValueKind.String)
        {
            return content.GetString()!;
        }

        var text = new StringBuilder();
        foreach (var block in content.EnumerateArray())
        {
            text.AppendLine(block.TryGetProperty("text", out var part) ? part.GetString() : "");
        }

        return text.ToString();
    }

    private static string Between(string text, string tag)
    {
        var start = text.IndexOf($"<{tag}>", StringComparison.Ordinal);
        var end = text.IndexOf($"</{tag}>", StringComparison.Ordinal);
        return start < 0 || end < start ? "" : text[(start + tag.Length + 2)..end].Trim();
    }

    [GeneratedRegex("^Prompt: ([a-z-]+)\r?$", RegexOptions.Multiline)]
    private static partial Regex PromptName();
}
