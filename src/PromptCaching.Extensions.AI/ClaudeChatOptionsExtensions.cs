using Microsoft.Extensions.AI;

namespace PromptCaching.Extensions.AI;

/// <summary>Puts the wishes of a call on <see cref="ChatOptions"/>.</summary>
public static class ClaudeChatOptionsExtensions
{
    /// <summary>Sets what this call wants of the chain: scope, response cache, breakpoints.</summary>
    /// <param name="options">The options; their additional properties carry the wishes.</param>
    /// <param name="call">The wishes.</param>
    /// <returns>The same options.</returns>
    public static ChatOptions WithClaudeCall(this ChatOptions options, ClaudeCall call)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(call);
        (options.AdditionalProperties ??= [])[PropertyNames.Call] = call;
        return options;
    }

    internal static ClaudeCall? GetClaudeCall(this ChatOptions options) =>
        options.AdditionalProperties?.TryGetValue(PropertyNames.Call, out var value) != true || value is null ? null
        : value as ClaudeCall ?? throw new NotSupportedException(
            $"The additional property '{PropertyNames.Call}' is a {value.GetType()}, but must be a {nameof(ClaudeCall)}: set it by {nameof(WithClaudeCall)}.");
}
