using System.Runtime.ExceptionServices;

namespace PromptCaching.Bodies;

/// <summary>What is left of a stream that broke: the same failure for everybody who reads on.</summary>
internal sealed class BrokenStream(Exception failure, Stream? broken) : ForwardStream
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ExceptionDispatchInfo.Throw(failure);
        return default;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            broken?.Dispose();
        }

        base.Dispose(disposing);
    }
}
