using PromptCaching.CacheControl;
using PromptCaching.Messages;
using PromptCaching.Messages.Content;

namespace PromptCaching.Prompts;

/// <summary>A prompt that keeps what all requests share in front of what only some do, in whatever order it is put together. It never changes.</summary>
/// <remarks>
/// The order is: tools, shared system text, documents, examples, then the text of one user, then the conversation. Each method gives a new prompt,
/// so one that is made at start can be shared by all requests and threads.
/// </remarks>
public sealed class CachedPrompt
{
    private readonly PromptParts _parts;
    private readonly HashSet<VolatileKind>? _allowed;

    private CachedPrompt(PromptParts parts, HashSet<VolatileKind>? allowed) => (_parts, _allowed) = (parts, allowed);

    /// <summary>Gets the prompt without any part.</summary>
    public static CachedPrompt Empty { get; } = new(new PromptParts(), allowed: null);

    /// <summary>Gets where the shared part ends in every request that this prompt makes.</summary>
    public StaticPrefixEnd StaticPrefix => PromptAssembly.End(_parts);

    /// <summary>Adds tools behind those that are there.</summary>
    /// <param name="tools">The tools.</param>
    /// <returns>The prompt with them.</returns>
    /// <exception cref="InvalidOperationException">They hold volatile text, and that is rejected.</exception>
    public CachedPrompt WithTools(params Tool[] tools)
    {
        ArgumentNullException.ThrowIfNull(tools);
        return Checked(_parts with { Tools = [.. _parts.Tools, .. tools] });
    }

    /// <summary>Orders the tools by name, now and when more are added, for those that come from where there is no order.</summary>
    /// <returns>The prompt with ordered tools.</returns>
    public CachedPrompt OrderToolsByName() => new(_parts with { OrdersToolsByName = true }, _allowed);

    /// <summary>Adds a block to the system prompt that is the same for everyone.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The prompt with it.</returns>
    /// <exception cref="ArgumentException">The text is empty or white space, which the API refuses.</exception>
    /// <exception cref="InvalidOperationException">It holds volatile text, and that is rejected.</exception>
    public CachedPrompt WithSystem(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return Checked(_parts with { SharedTexts = [.. _parts.SharedTexts, text] });
    }

    /// <summary>Adds a document that everyone asks about. It leads the first user turn, as the API takes none in the system prompt.</summary>
    /// <param name="document">The document.</param>
    /// <returns>The prompt with it.</returns>
    /// <exception cref="InvalidOperationException">Its title or context holds volatile text, and that is rejected.</exception>
    public CachedPrompt WithDocument(DocumentBlock document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return Checked(_parts with { Documents = [.. _parts.Documents, document] });
    }

    /// <summary>Adds an example of a question and its answer, as turns in front of the conversation.</summary>
    /// <param name="question">What a user might ask.</param>
    /// <param name="answer">What the model should answer.</param>
    /// <returns>The prompt with it.</returns>
    /// <exception cref="ArgumentException">One of them holds no block.</exception>
    /// <exception cref="InvalidOperationException">The question holds volatile text, and that is rejected.</exception>
    public CachedPrompt WithExample(MessageContent question, MessageContent answer)
    {
        ThrowIfEmpty(question, nameof(question));
        ThrowIfEmpty(answer, nameof(answer));
        return Checked(_parts with { Examples = [.. _parts.Examples, InputMessage.User(question), InputMessage.Assistant(answer)] });
    }

    /// <summary>Adds text that is meant for one user or session, behind everything that is shared.</summary>
    /// <param name="text">The text. It may hold a date or an id.</param>
    /// <returns>The prompt with it.</returns>
    /// <exception cref="ArgumentException">The text is empty or white space, which the API refuses.</exception>
    /// <remarks>
    /// It ends the system prompt. Where there are documents or examples, which stand behind the system prompt and would be parted by it from what
    /// all users share, it leads the first turn of the conversation instead, and then has the authority of the user, not of the system.
    /// </remarks>
    public CachedPrompt WithUserText(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new CachedPrompt(_parts with { UserTexts = [.. _parts.UserTexts, text] }, _allowed);
    }

    /// <summary>Refuses text in the shared part that is likely to be another one in the next request: what is there now, and what is added later.</summary>
    /// <param name="except">Kinds that may stand there nevertheless, such as a date that costs one write a day.</param>
    /// <returns>The prompt, for which that is so.</returns>
    /// <exception cref="InvalidOperationException">There is such text; the message says where, and what to do.</exception>
    public CachedPrompt RejectVolatileText(params VolatileKind[] except)
    {
        ArgumentNullException.ThrowIfNull(except);
        return new CachedPrompt(_parts, [.. except]).Checked(_parts);
    }

    /// <summary>Makes a request of one question.</summary>
    /// <param name="question">The question.</param>
    /// <returns>The request; model and most tokens are for the caller to set, or left to the client.</returns>
    /// <exception cref="ArgumentException">The question holds no block.</exception>
    public MessageRequest ToRequest(MessageContent question)
    {
        ThrowIfEmpty(question, nameof(question));
        return PromptAssembly.Request(_parts, [InputMessage.User(question)]);
    }

    /// <summary>Makes a request of a conversation.</summary>
    /// <param name="conversation">The turns so far, the last question included; they begin with the user.</param>
    /// <returns>The request; model and most tokens are for the caller to set, or left to the client.</returns>
    /// <exception cref="ArgumentException">The conversation does not begin with a turn of the user.</exception>
    public MessageRequest ToRequest(IEnumerable<InputMessage> conversation)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        InputMessage[] turns = [.. conversation];
        return turns.Length > 0 && turns[0].Role == Role.User
            ? PromptAssembly.Request(_parts, turns)
            : throw new ArgumentException("The conversation must begin with a turn of the user.", nameof(conversation));
    }

    private static void ThrowIfEmpty(MessageContent content, string name)
    {
        ArgumentNullException.ThrowIfNull(content, name);
        if (content.Count == 0)
        {
            throw new ArgumentException("A turn needs at least one block.", name);
        }
    }

    private CachedPrompt Checked(PromptParts parts)
    {
        if (_allowed is not null && SharedText.Volatile(parts).Where(finding => !_allowed.Contains(finding.Kind)).ToArray() is { Length: > 0 } found)
        {
            throw new InvalidOperationException($"The shared part of the prompt will not be the same next time.\n{string.Join<VolatileText>('\n', found)}");
        }

        return new CachedPrompt(parts, _allowed);
    }
}
