using System.Text.Json;
using PromptCaching.Testing.RateLimits;
using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Validation;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Endpoints;

/// <summary>Finds the endpoint of a call, or the reason to refuse it.</summary>
internal sealed class Router(ClaudeEmulatorOptions options, TimeProvider clock, Script script, RateLimiter limiter)
{
    private readonly RequestValidator _validator = new(options);
    private readonly MessagesEndpoint _messages = new(options, clock, script, limiter);

    public Reply Route(IncomingCall call)
    {
        var path = call.Path.Length > 1 ? call.Path.TrimEnd('/') : call.Path;
        Func<IncomingCall, Reply>? endpoint = (call.Method, path) switch
        {
            ("POST", "/v1/messages") => _messages.Answer,
            ("POST", "/v1/messages/count_tokens") => Count,
            _ => null,
        };
        var error = endpoint is null ? UnroutedCall.Error(path) : _validator.Check(call);
        return error is null
            ? LimitPool.OfPath(path) is { } pool ? limiter.Guard(call, pool, () => endpoint!(call)) : endpoint!(call)
            : Reply.Error(error, EmulatorIds.Request(call.Number));
    }

    public void Reset() => _messages.Reset();

    private Reply Count(IncomingCall call) => new()
    {
        Status = 200,
        ContentType = Reply.JsonType,
        Frames = [Json.Write(writer => Write(writer, call.Prompt(options.TokenCounting).TotalTokens))],
    };

    private static void Write(Utf8JsonWriter writer, int tokens)
    {
        writer.WriteStartObject();
        writer.WriteNumber("input_tokens", tokens);
        writer.WriteEndObject();
    }
}
