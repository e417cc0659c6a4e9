using PromptCaching.Messages;
using PromptCaching.Messages.Content;

namespace PromptCaching.Prompts;

/// <summary>What a template sends: the system prompt, examples, the turn of the user.</summary>
internal sealed record TemplateBody(SectionLayout? System, IReadOnlyList<(string Text, int Line)> Examples, SectionLayout? User)
{
    private static readonly StaticPrefixEnd Nothing = new();

    public IEnumerable<TemplatePlace> Places => ((SectionLayout?[])[System, User])
        .SelectMany(static section => section?.Dynamic ?? []).OfType<TemplatePlace>();

    /// <summary>Gets where the text ends that is the same in every request.</summary>
    public StaticPrefixEnd? StaticPrefix
    {
        get
        {
            (int Message, int Block)? turn = System is { Dynamic.Count: > 0 } ? null
                : User?.Static is not null ? (Examples.Count, 0)
                : Examples.Count > 0 ? (Examples.Count - 1, 0)
                : null;
            var end = new StaticPrefixEnd { SystemBlock = System?.Static is null ? null : 0, Message = turn?.Message, MessageBlock = turn?.Block };
            return end == Nothing ? null : end;
        }
    }

    public MessageRequest Request(IReadOnlyDictionary<string, PromptValue> values) => new()
    {
        System = System is null ? null : Content(System, "system prompt", values),
        Messages =
        [
            .. Examples.Select(static (turn, index) => index % 2 == 0 ? InputMessage.User(turn.Text) : InputMessage.Assistant(turn.Text)),
            .. User is null ? [] : (InputMessage[])[InputMessage.User(Content(User, "turn of the user", values))],
        ],
    };

    /// <summary>Always a list of blocks, as <see cref="CachedPrompt"/> makes them: the shared one is the same whether or not another follows.</summary>
    private static MessageContent Content(SectionLayout section, string what, IReadOnlyDictionary<string, PromptValue> values)
    {
        string?[] texts = [section.Static, FilledText.Of(section.Dynamic, values)];
        ContentBlock[] blocks = [.. texts.Where(static text => !string.IsNullOrWhiteSpace(text)).Select(static text => new TextBlock(text!))];
        return blocks.Length > 0
            ? MessageContent.FromBlocks(blocks)
            : throw new ArgumentException($"The {what} would be empty, which the API refuses: give a value that says something.");
    }
}
