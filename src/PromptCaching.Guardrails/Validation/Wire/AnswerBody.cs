using System.Buffers;
using PromptCaching.Guardrails.Redaction.Texts;

namespace PromptCaching.Guardrails.Validation.Wire;

/// <summary>An answer as it came: its bytes, and where in them the text stands.</summary>
/// <param name="Bytes">The body.</param>
/// <param name="Blocks">The text blocks in their order.</param>
/// <param name="StopReason">Why the model stopped.</param>
/// <param name="IsComplete">Whether it came to its end, and no error broke it off.</param>
internal sealed record AnswerBody(ReadOnlyMemory<byte> Bytes, IReadOnlyList<BlockText> Blocks, string? StopReason, bool IsComplete)
{
    public IReadOnlyList<string> Texts => [.. Blocks.Select(static block => block.Text)];

    /// <summary>Puts other texts in the place of those of the blocks; every other byte stays as it is.</summary>
    /// <param name="texts">A text for each block; one that is equal changes nothing.</param>
    public byte[] With(IReadOnlyList<string> texts)
    {
        var edits = Blocks.SelectMany((block, index) => EditsOf(block, texts[index])).OrderBy(static edit => edit.Start);
        var output = new ArrayBufferWriter<byte>(Bytes.Length);
        var at = 0;
        foreach (var (start, end, bytes) in edits)
        {
            output.Write(Bytes.Span[at..start]);
            output.Write(bytes);
            at = end;
        }

        output.Write(Bytes.Span[at..]);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The first piece says it all, the others go.</summary>
    private IEnumerable<(int Start, int End, byte[] Bytes)> EditsOf(BlockText block, string text)
    {
        if (block.Text == text)
        {
            yield break;
        }

        var first = block.Places.FindIndex(static place => place.String.Text.Length > 0);
        for (var index = 0; index < block.Places.Count; index++)
        {
            var (place, whole) = block.Places[index];
            if (index == first || whole is null)
            {
                yield return (place.Start, place.Start + place.Length, Quoted(index == first ? text : ""));
            }
            else
            {
                yield return (whole.Value.Start.Value, whole.Value.End.GetOffset(Bytes.Length), []);
            }
        }
    }

    private static byte[] Quoted(string text) =>
        [(byte)'"', .. JsonEscapes.BytesOf(text), (byte)'"'];
}
