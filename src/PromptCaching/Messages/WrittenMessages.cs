using System.Collections;

namespace PromptCaching.Messages;

/// <summary>
/// The first turns of a conversation, each with its JSON: what does not change is written once. The array grows behind them, and what is in it never
/// changes, so this stays what it is.
/// </summary>
/// <param name="beginning">What all requests of the conversation begin with.</param>
/// <param name="turns">The turns, and maybe later ones.</param>
/// <param name="count">How many of them are meant.</param>
internal sealed class WrittenMessages(WrittenBeginning beginning, WrittenTurn[] turns, int count) : IReadOnlyList<InputMessage>
{
    public WrittenBeginning Beginning => beginning;

    public ReadOnlySpan<WrittenTurn> Turns => turns.AsSpan(0, count);

    public int Count => count;

    public InputMessage this[int index] => Turns[index].Message;

    public IEnumerator<InputMessage> GetEnumerator()
    {
        for (var at = 0; at < count; at++)
        {
            yield return turns[at].Message;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
