using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Faults;

/// <summary>Every event of a stream comes twice.</summary>
internal sealed record DuplicatedEvents : IReplyFault
{
    public Reply Apply(Reply reply) => reply.IsStream ? reply with { Frames = [.. reply.Frames.SelectMany(static frame => new[] { frame, frame })] } : reply;
}
