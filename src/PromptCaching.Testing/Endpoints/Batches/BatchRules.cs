using System.Text.Json;
using System.Text.RegularExpressions;
using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Endpoints.Batches;

/// <summary>What is refused at once when a batch is made, and what is refused later, item by item.</summary>
internal static partial class BatchRules
{
    public const int MaxBytes = 256 * 1024 * 1024;
    public const int MaxItems = 100_000;

    private static readonly string[] NeverInside = ["speed", "store", "previous_thread_event_id", "cache_hint", "context_hint"];

    /// <summary>Gets the refusal of a batch for which there is no room. That there is a limit is documented; the wording is ours.</summary>
    public static ApiError QueueFull { get; } =
        new(429, "rate_limit_error", "This request would exceed your organization's limit of batch requests in the processing queue.");

    public static ApiError? Check(IncomingCall call)
    {
        if (call.Json is not { ValueKind: JsonValueKind.Object } body)
        {
            return ApiError.Invalid($"The request body is not valid JSON: {call.ParseError ?? "expected an object"}");
        }

        if (body.Get("requests") is not { } requests)
        {
            return ApiError.Invalid("requests: Field required");
        }

        if (requests.ValueKind != JsonValueKind.Array || requests.GetArrayLength() == 0)
        {
            return ApiError.Invalid("requests: Input should be a valid array of at least one request");
        }

        if (requests.GetArrayLength() > MaxItems)
        {
            return ApiError.Invalid($"requests: a batch may hold at most {MaxItems} requests. Found {requests.GetArrayLength()}.");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        return requests.EnumerateArray().Select((item, index) => Shape(item, index, seen)).FirstOrDefault(static error => error is not null);
    }

    /// <summary>The fields of params that no batch takes; the rest of params is judged like any other request.</summary>
    public static ApiError? CheckInside(JsonElement parameters)
    {
        if (NeverInside.FirstOrDefault(name => parameters.Get(name) is not null) is { } unwelcome)
        {
            return ApiError.Invalid($"{unwelcome}: Extra inputs are not permitted");
        }

        return parameters.IsTrue("stream") ? ApiError.Invalid("stream: streaming is not supported in a batch")
            : parameters.GetWhole("max_tokens") == 0 ? ApiError.Invalid("max_tokens: 0 is not supported in a batch")
            : null;
    }

    private static ApiError? Shape(JsonElement item, int index, HashSet<string> seen)
    {
        var path = $"requests.{index}";
        return (item.GetText("custom_id"), item.Get("params")) switch
        {
            (null, _) => ApiError.Invalid($"{path}.custom_id: Field required"),
            ({ } id, _) when !CustomId().IsMatch(id) => ApiError.Invalid($"{path}.custom_id: String should match pattern '^[a-zA-Z0-9_-]{{1,64}}$'"),
            ({ } id, _) when !seen.Add(id) => ApiError.Invalid($"{path}.custom_id: \"{id}\" is not unique in this batch"),
            (_, not { ValueKind: JsonValueKind.Object }) => ApiError.Invalid($"{path}.params: Input should be an object"),
            _ => null,
        };
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9_-]{1,64}\z")]
    private static partial Regex CustomId();
}
