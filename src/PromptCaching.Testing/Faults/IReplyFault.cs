using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Faults;

/// <summary>What goes wrong with an answer: a pure change of the planned reply.</summary>
internal interface IReplyFault
{
    Reply Apply(Reply reply);
}
