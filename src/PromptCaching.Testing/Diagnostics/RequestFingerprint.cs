using System.Text.Json;
using PromptCaching.Testing.PromptCache;
using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Diagnostics;

/// <summary>What is kept of a request to compare the next one with: hashes and lengths, no text.</summary>
internal sealed record RequestFingerprint
{
    private static readonly string[] PromptParameters =
        ["tool_choice", "thinking", "context_management", "output_config", "output_format", "speed"];

    public required string Model { get; init; }

    public required PartFingerprint Tools { get; init; }

    public required PartFingerprint System { get; init; }

    /// <summary>Gets one fingerprint for each block of the conversation, its role included.</summary>
    public required IReadOnlyList<PartFingerprint> Messages { get; init; }

    /// <summary>Gets the parameters outside of tools, system and messages that change the prompt, the beta set included.</summary>
    public required PartFingerprint Parameters { get; init; }

    public static RequestFingerprint Of(IncomingCall call, IReadOnlyList<RequestBlock> blocks)
    {
        var body = call.Json!.Value;
        return new RequestFingerprint
        {
            Model = body.GetText("model")!,
            Tools = PartFingerprint.Of(blocks.Where(static block => block.Level == PromptLevel.Tools && !block.IsDeferredTool)),
            System = PartFingerprint.Of(blocks.Where(static block => block.Level == PromptLevel.System)),
            Messages = [.. blocks.Where(static block => block.Level == PromptLevel.Messages).Select(static block => PartFingerprint.Of([block]))],
            Parameters = PartFingerprint.Of(string.Join('\n', PromptParameters.Select(name => Parameter(body, name)).Append(Betas(call)))),
        };
    }

    private static string Parameter(JsonElement body, string name) => body.Get(name) is { } value ? JsonSerializer.Serialize(value) : "";

    private static string Betas(IncomingCall call) => string.Join(',', (call.Header("anthropic-beta") ?? "")
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
}
