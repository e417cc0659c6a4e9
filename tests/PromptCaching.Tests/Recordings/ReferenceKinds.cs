using System.Text;
using System.Text.RegularExpressions;
using PromptCaching.Messages;
using PromptCaching.Messages.Content;

namespace PromptCaching.Tests.Recordings;

/// <summary>The kinds that the fact sheet beside the recordings names.</summary>
internal static class ReferenceKinds
{
    /// <summary>Values that fields of the same name have in one kind or another: of some of them each kind can be made.</summary>
    private static readonly string[] _shapes =
    [
        """ "content":"c","source":{"type":"url","url":"u"},"tool":{"type":"tool_reference","name":"n"},"from":{"model":"m"},"to":{"model":"m"} """,
        """ "content":[],"source":"s","tool":{"type":"tool_reference","name":"n"},"tabs":[],"state_changes":[] """,
        """ "content":{"type":"x"},"source":"s" """,
    ];

    /// <summary>Gets the types of blocks in the table of section 1.3.</summary>
    public static string[] Blocks =>
        [.. Section("### 1.3", "### 1.4").Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .SelectMany(line => Names(line.Split('|')[1])).Where(name => name != "type")];

    /// <summary>Gets the types of tools in section 1.4, those written as one name with several dates told apart.</summary>
    public static string[] Tools => [.. Names(Section("### 1.4", "### 1.5")).SelectMany(Dates), "custom"];

    /// <summary>Whether we have a type for a kind of block.</summary>
    public static bool IsTyped(string kind) => _shapes.Any(shape =>
    {
        var block = $$"""{"type":"{{kind}}","text":"t","id":"i","name":"n","input":{},"tool_use_id":"t","tool_name":"n","server_name":"s","thinking":"t","signature":"s","data":"d","file_id":"f","title":"t","encrypted_content":"e",{{shape}} }""";
        var answer = Message.Parse(Encoding.UTF8.GetBytes($$"""{"id":"msg_1","content":[{{block}}] }"""));
        return answer.Content.Single() is not UnknownBlock;
    });

    private static string Section(string from, string to)
    {
        var text = File.ReadAllText(Path.Combine(SharedFolder.Path!, "reference", "messages-api.md"));
        var start = text.IndexOf(from, StringComparison.Ordinal);
        return text[start..text.IndexOf(to, start, StringComparison.Ordinal)];
    }

    private static IEnumerable<string> Names(string text) => Regex.Matches(text, "`([a-z0-9_/]+)`").Select(match => match.Groups[1].Value);

    private static IEnumerable<string> Dates(string name)
    {
        var parts = name.Split('/');
        return parts.Select(part => part == parts[0] ? part : parts[0][..^8] + part);
    }
}
