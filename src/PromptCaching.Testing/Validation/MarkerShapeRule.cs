using System.Text.Json;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Validation;

/// <summary>Each marker is <c>{"type":"ephemeral"}</c>, with a ttl of 5m or 1h at most.</summary>
internal sealed class MarkerShapeRule : IRequestRule
{
    public ApiError? Check(RequestUnderTest request) => request.EveryBlock
        .Where(static block => block.Marker is not null)
        .Select(static block => Shape(block.Marker!.Value, block.Field("cache_control")))
        .Append(request.Body.Get("cache_control") is { } automatic ? Shape(automatic, "cache_control") : null)
        .Append(OnMessage(request.Body))
        .FirstOrDefault(static error => error is not null);

    private static ApiError? Shape(JsonElement marker, string path)
    {
        if (marker.ValueKind != JsonValueKind.Object)
        {
            return ApiError.Invalid($"{path}: Input should be an object");
        }

        if (marker.GetText("type") != "ephemeral")
        {
            return ApiError.Invalid(marker.Get("type") is null ? $"{path}.type: Field required" : $"{path}.type: Input should be 'ephemeral'");
        }

        if (marker.Get("ttl") is { } ttl && !(ttl.ValueKind == JsonValueKind.String && ttl.GetString() is "5m" or "1h"))
        {
            return ApiError.Invalid($"{path}.ttl: Input should be '5m' or '1h'");
        }

        return marker.EnumerateObject().Select(static field => field.Name).FirstOrDefault(static name => name is not ("type" or "ttl")) is { } unknown
            ? ApiError.Invalid($"{path}.ephemeral.{unknown}: Extra inputs are not permitted")
            : null;
    }

    private static ApiError? OnMessage(JsonElement body) => body.GetArray("messages")
        .Select(static (message, index) => message.Get("cache_control") is null
            ? null
            : ApiError.Invalid($"messages.{index}.cache_control: Extra inputs are not permitted"))
        .FirstOrDefault(static error => error is not null);
}
