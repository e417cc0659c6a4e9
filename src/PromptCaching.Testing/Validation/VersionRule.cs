using System.Text.Json;
using PromptCaching.Testing.PromptCache;
using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Validation.Schema;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Validation;

/// <summary>What version 2026-10-21 no longer takes. That these are refused is documented; the wording is ours.</summary>
internal sealed class VersionRule : IRequestRule
{
    private static readonly string[] Sampling = ["temperature", "top_p", "top_k"];

    public ApiError? Check(RequestUnderTest request)
    {
        if (request.Call.Header("anthropic-version") != "2026-10-21")
        {
            return null;
        }

        return Array.Find(Sampling, name => request.Body.TryGetProperty(name, out _)) is { } sampling
            ? ApiError.Invalid($"{sampling}: {Flaw.Unknown}")
            : request.Visit.Saw(Sightings.Document | Sightings.Citations) ? CheckBlocks(request) : null;
    }

    private static ApiError? CheckBlocks(RequestUnderTest request)
    {
        if (request.Blocks.FirstOrDefault(static block => block is { Role: "assistant", Type: "document" }) is { } document)
        {
            return ApiError.Invalid($"{document.Path}: document blocks are not permitted in assistant messages");
        }

        return request.EveryBlock.FirstOrDefault(IsCitingUser) is { } citing ? ApiError.Invalid($"{citing.Path}.text.citations: {Flaw.Unknown}") : null;
    }

    private static bool IsCitingUser(RequestBlock block) => block is { Level: PromptLevel.Messages, Role: "user", Type: "text" }
        && block.Json.Get("citations") is { ValueKind: JsonValueKind.Array } citations && citations.GetArrayLength() > 0;
}
