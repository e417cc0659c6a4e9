using PromptCaching.Messages;

namespace PromptCaching.Structured;

/// <summary>Answers that end before the value that was asked for does.</summary>
/// <remarks>The API enforces the schema on what is written; a refusal or a limit may still leave it out or cut it.</remarks>
internal static class Unfinished
{
    public static string? Why(Message answer) => answer.StopReason?.Value switch
    {
        "refusal" => "The model refused to answer" + (answer.StopDetails?.Explanation is { } words ? ": " + words : "."),
        "max_tokens" => "The answer was cut by max_tokens before its JSON ended: allow more tokens.",
        "model_context_window_exceeded" => "The answer was cut by the model's context window before its JSON ended: send a shorter prompt.",
        "tool_use" => "The model asks for a tool first: let RunToolsAsync run it, then read the answer that it ends with.",
        "pause_turn" or "compaction" => "The model paused: send the answer back to go on, as RunToolsAsync does.",
        _ => null,
    };
}
