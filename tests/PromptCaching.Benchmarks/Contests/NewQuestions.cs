using System.Buffers.Text;
using PromptCaching.Benchmarks.CacheControl;

namespace PromptCaching.Benchmarks.Contests;

/// <summary>Bodies of one size, each with a question that nobody asked before.</summary>
internal sealed class NewQuestions(int bytes, int charactersPerBlock)
{
    private const int Digits = 12;
    private readonly byte[] _body = new GrowingConversation(bytes, charactersPerBlock, 0).Bodies[^1];
    private long _asked;

    public byte[] First => [.. _body];

    public byte[] Next()
    {
        byte[] body = [.. _body];
        var question = body.AsSpan(body.AsSpan().IndexOf("Why does the second step"u8), Digits);
        return Utf8Formatter.TryFormat(++_asked, question, out _, new('D', Digits)) ? body : throw new InvalidOperationException("Too many questions.");
    }
}
