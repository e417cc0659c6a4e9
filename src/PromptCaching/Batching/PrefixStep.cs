using PromptCaching.Bodies;

namespace PromptCaching.Batching;

/// <summary>A place in a request where a prefix can end.</summary>
/// <param name="Hash">What the request says up to here, model and parameters included.</param>
/// <param name="Bytes">How long that is, in bytes.</param>
/// <param name="Level">Where the block stands.</param>
/// <param name="Message">The message that holds it.</param>
/// <param name="Index">Its place in there.</param>
/// <param name="CanCarryMarker">Whether the API takes a marker here, beside those that the caller set.</param>
internal readonly record struct PrefixStep(ulong Hash, int Bytes, PromptLevel Level, int Message, int Index, bool CanCarryMarker);
