using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Faults;

/// <summary>Other bytes come than the answer's; it was produced, and is billed, all the same.</summary>
internal sealed record ReplacedBody(ReadOnlyMemory<byte> Bytes) : IReplyFault
{
    public Reply Apply(Reply reply) => reply with { Frames = Bytes.IsEmpty ? [] : [Bytes] };
}
