using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Faults;

/// <summary>A stream ends with an error event after so many others.</summary>
internal sealed record ErrorInStream(int Events, ApiError Error) : IReplyFault
{
    public Reply Apply(Reply reply)
    {
        if (!reply.IsStream)
        {
            return reply;
        }

        var cut = new CutBody(Events).Apply(reply);
        return cut with { Frames = [.. cut.Frames, SseFrame.Error(Error)] };
    }
}
