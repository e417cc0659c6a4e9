using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Faults;

/// <summary>The headers are a long time coming.</summary>
internal sealed record SlowStart(TimeSpan Delay) : IReplyFault
{
    public Reply Apply(Reply reply) => reply with { TimeToFirstByte = Delay };
}
