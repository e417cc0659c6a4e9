using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Faults;

/// <summary>The body is the answer's, its name is not.</summary>
internal sealed record WrongContentType(string ContentType) : IReplyFault
{
    public Reply Apply(Reply reply) => reply with { ContentType = ContentType };
}
