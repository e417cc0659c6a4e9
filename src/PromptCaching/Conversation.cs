using PromptCaching.Messages;
using PromptCaching.Messages.Content;
using PromptCaching.Messages.Json;

namespace PromptCaching;

/// <summary>
/// A conversation that grows: turns are added behind each other, answers exactly as they came, so that what was sent before is sent again to the byte and
/// stays in the prompt cache. A request of it costs what is new in it, however long it has become.
/// </summary>
/// <remarks>For one caller at a time. Requests made of it are not changed by what is added later.</remarks>
public sealed class Conversation
{
    private const int FirstTurns = 16;
    private readonly MessageRequest _template;
    private readonly WrittenBeginning _beginning;
    private WrittenTurn[] _turns = new WrittenTurn[FirstTurns];
    private int _count;

    /// <summary>Initializes a new instance of the <see cref="Conversation"/> class.</summary>
    /// <param name="template">Model, system prompt, tools and all other settings, and the first turns where there are some.</param>
    public Conversation(MessageRequest template)
    {
        ArgumentNullException.ThrowIfNull(template);
        _template = template;
        _beginning = new WrittenBeginning(template);
        foreach (var message in template.Messages)
        {
            Add(message);
        }
    }

    private Conversation(Conversation original)
    {
        (_template, _beginning, _count) = (original._template, original._beginning, original._count);
        _turns = original._turns.AsSpan(0, Math.Max(_count, 1)).ToArray();
    }

    /// <summary>Gets the turns so far; the list is not changed by what is added later.</summary>
    public IReadOnlyList<InputMessage> Messages => new WrittenMessages(_beginning, _turns, _count);

    /// <summary>Adds a turn.</summary>
    /// <param name="message">The turn.</param>
    public void Add(InputMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (_count == _turns.Length)
        {
            Array.Resize(ref _turns, _count * 2);
        }

        var json = WireJson.ToUtf8Bytes(message.WriteTo);
        _turns[_count] = new WrittenTurn(message, (byte[])[(byte)',', .. json]);
        _count++;
    }

    /// <summary>Adds an answer as the turn that gives it back, exactly as it came: thinking, signatures and the order of keys stay.</summary>
    /// <param name="answer">The answer. One without content adds nothing: the API takes no empty turns.</param>
    public void Add(Message answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (answer.Content.Count > 0)
        {
            Add(answer.ToInputMessage());
        }
    }

    /// <summary>Adds a turn of the user.</summary>
    /// <param name="content">What is said.</param>
    public void AddUser(MessageContent content) => Add(InputMessage.User(content));

    /// <summary>Makes the request of all turns so far.</summary>
    /// <returns>The request; it may be changed by <see langword="with"/> like any other.</returns>
    public MessageRequest ToRequest() => _template with { Messages = Messages };

    /// <summary>Makes a conversation that goes on from here on its own, and reads the same prefix from the prompt cache.</summary>
    /// <returns>The other conversation.</returns>
    public Conversation Branch() => new(this);

    /// <summary>Says something, waits for the answer, and adds both.</summary>
    /// <param name="client">Who is asked.</param>
    /// <param name="content">What is said.</param>
    /// <param name="call">The caller's wishes for this call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>
    /// The answer. Where there is none, or a refusal, the conversation stays as it was: what was refused once would be refused in every turn after it.
    /// </returns>
    /// <exception cref="ClaudeException">The call failed; <see cref="IClaudeClient.CreateMessageAsync"/> says how.</exception>
    public async Task<Message> AskAsync(
        IClaudeClient client, MessageContent content, ClaudeCall? call = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        var asked = Branch();
        asked.AddUser(content);
        var answer = await client.CreateMessageAsync(asked.ToRequest(), call, cancellationToken).ConfigureAwait(false);
        if (answer.StopReason != StopReason.Refusal)
        {
            Add(asked.Messages[^1]);
            Add(answer);
        }

        return answer;
    }
}
