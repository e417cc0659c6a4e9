using System.Text.Json;
using PromptCaching.Testing.RateLimits;
using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Validation;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Endpoints;

/// <summary>Finds the endpoint of a call, or the reason to refuse it.</summary>
internal sealed class Router
{
    private readonly RequestValidator _validator;
    private readonly RateLimiter _limiter;
    private readonly MessagesEndpoint _messages;

    public Router(ClaudeEmulatorOptions options, TimeProvider clock, Script script)
    {
        _validator = new RequestValidator(options.RejectUnknownFields);
        _limiter = new RateLimiter(options);
        _messages = new MessagesEndpoint(options, clock, script, _limiter);
    }

    public Reply Route(IncomingCall call)
    {
        var path = call.Path.Length > 1 ? call.Path.TrimEnd('/') : call.Path;
        Func<IncomingCall, Reply>? endpoint = (call.Method, path) switch
        {
            ("POST", "/v1/messages") => _messages.Answer,
            ("POST", "/v1/messages/count_tokens") => Count,
            _ => null,
        };
        var error = endpoint is null ? new ApiError(404, "not_found_error", "Not found") : _validator.Check(call);
        return error is null
            ? LimitPool.OfPath(path) is { } pool ? Limited(pool, call, endpoint!) : endpoint!(call)
            : Reply.Error(error, EmulatorIds.Request(call.Number));
    }

    private Reply Limited(LimitPool pool, IncomingCall call, Func<IncomingCall, Reply> endpoint)
    {
        var passage = _limiter.Enter(call, pool);
        return passage.Refusal is null ? _limiter.Settle(passage, endpoint(call), call) : _limiter.Refuse(passage, call);
    }

    private static Reply Count(IncomingCall call) => new()
    {
        Status = 200,
        ContentType = Reply.JsonType,
        Frames = [Json.Write(writer => Write(writer, TokenEstimate.OfRequest(call.Json!.Value)))],
    };

    private static void Write(Utf8JsonWriter writer, int tokens)
    {
        writer.WriteStartObject();
        writer.WriteNumber("input_tokens", tokens);
        writer.WriteEndObject();
    }
}
