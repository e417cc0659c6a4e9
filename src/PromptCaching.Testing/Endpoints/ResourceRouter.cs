using PromptCaching.Testing.Endpoints.Batches;
using PromptCaching.Testing.Endpoints.Models;
using PromptCaching.Testing.RateLimits;
using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Validation;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Endpoints;

/// <summary>Finds the endpoint of a call that is no question to a model: models and batches.</summary>
internal sealed class ResourceRouter(
    ClaudeEmulatorOptions options, RateLimiter limiter, Func<IncomingCall, Reply> answerItem, Action<IncomingCall, Reply> record)
{
    private const string BatchesPath = "/v1/messages/batches";
    private const string ModelsPath = "/v1/models";

    private readonly HeaderRule _headers = new();
    private readonly ModelsEndpoint _models = new(options.Catalog);
    private readonly BatchesEndpoint _batches = new(options, answerItem, record);

    /// <summary>How many bytes the body of a request may have.</summary>
    public static int LargestBody(RequestHead head) => IsBatch(head) ? BatchRules.MaxBytes : SizeRule.MaxBytes;

    /// <summary>Answers a call, or gives null where it is none of these.</summary>
    public Reply? Route(IncomingCall call)
    {
        if (!call.Path.StartsWith(BatchesPath, StringComparison.Ordinal) && !call.Path.StartsWith(ModelsPath, StringComparison.Ordinal))
        {
            return null;
        }

        var parts = call.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        Func<IncomingCall, string, Reply>? endpoint = (call.Method, parts) switch
        {
            ("GET", ["v1", "models"]) => (one, _) => _models.List(one),
            ("GET", ["v1", "models", _]) => _models.Get,
            ("POST", ["v1", "messages", "batches"]) => (one, _) => _batches.Create(one),
            ("GET", ["v1", "messages", "batches"]) => (one, _) => _batches.List(one),
            ("GET", ["v1", "messages", "batches", _]) => _batches.Get,
            ("DELETE", ["v1", "messages", "batches", _]) => _batches.Delete,
            ("POST", ["v1", "messages", "batches", _, "cancel"]) => (one, _) => _batches.Cancel(one, parts[3]),
            ("GET", ["v1", "messages", "batches", _, "results"]) => (one, _) => _batches.Results(one, parts[3]),
            _ => null,
        };
        if (endpoint is null)
        {
            return null;
        }

        var error = call.Body.Length > LargestBody(call.Head)
            ? new ApiError(413, "request_too_large", "Request exceeds the maximum size")
            : _headers.Check(new RequestUnderTest(call, acceptsUnknown: true));
        if (error is not null)
        {
            return Reply.Error(error, EmulatorIds.Request(call.Number));
        }

        var last = Uri.UnescapeDataString(parts[^1]);
        return LimitPool.OfPath(call.Path.TrimEnd('/')) is { } pool ? limiter.Guard(call, pool, () => endpoint(call, last)) : endpoint(call, last);
    }

    public void Reset() => _batches.Reset();

    private static bool IsBatch(RequestHead head) => head.Method == "POST" && head.Path.TrimEnd('/') == BatchesPath;
}
