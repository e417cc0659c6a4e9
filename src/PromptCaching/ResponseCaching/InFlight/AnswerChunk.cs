namespace PromptCaching.ResponseCaching.InFlight;

/// <summary>A piece of an answer that several callers read. What all of them have passed is collected, because only they point to it.</summary>
internal sealed class AnswerChunk(int size)
{
    public byte[] Bytes { get; } = new byte[size];

    public int Length { get; set; }

    public AnswerChunk? Next { get; set; }
}
