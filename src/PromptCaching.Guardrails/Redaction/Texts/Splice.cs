using System.Buffers;

namespace PromptCaching.Guardrails.Redaction.Texts;

/// <summary>Bytes with some of them replaced; all others stay where they are, as they are.</summary>
internal sealed class Splice
{
    private readonly List<Cut> _cuts = [];

    public bool IsEmpty => _cuts.Count == 0;

    public void Replace(int start, int length, byte[] replacement) => _cuts.Add(new Cut(start, length, replacement));

    public ReadOnlyMemory<byte> Apply(ReadOnlySpan<byte> original)
    {
        _cuts.Sort(static (one, other) => one.Start.CompareTo(other.Start));
        var written = new ArrayBufferWriter<byte>(original.Length + 256);
        var at = 0;
        foreach (var cut in _cuts)
        {
            written.Write(original[at..cut.Start]);
            written.Write(cut.Replacement);
            at = cut.Start + cut.Length;
        }

        written.Write(original[at..]);
        return written.WrittenMemory;
    }

    private readonly record struct Cut(int Start, int Length, byte[] Replacement);
}
