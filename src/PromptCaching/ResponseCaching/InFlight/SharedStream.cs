using PromptCaching.Bodies;

namespace PromptCaching.ResponseCaching.InFlight;

/// <summary>Reads a shared answer for one caller, from its beginning.</summary>
internal sealed class SharedStream(SharedContent content, SharedAnswer shared, AnswerPosition beginning, Task closed) : ForwardStream
{
    private AnswerPosition _position = beginning;

    /// <summary>Gets a value indicating whether everything was read that makes the answer what it is.</summary>
    public bool IsDecided => shared.IsDecided(_position);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count;
        try
        {
            (count, _position) = await shared.ReadAsync(_position, buffer, closed, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            content.Leave();
            throw;
        }

        content.Show(buffer.Span[..count]);
        if (count == 0 && buffer.Length > 0)
        {
            content.Leave();
        }
        else if (shared.IsEnd(_position))
        {
            // A reader may stop with the last byte, without asking for the end.
            content.End();
        }

        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Close();
        }

        base.Dispose(disposing);
    }
}
