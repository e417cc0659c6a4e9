using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.RateLimits;

/// <summary>Which buckets a call draws from: one pool for each class of models and speed, one for each other endpoint.</summary>
internal sealed record LimitPool(string Name, Func<EmulatedRateLimits, EmulatedModelLimits?> Models, Func<EmulatedRateLimits, int> Requests)
{
    private static LimitPool CountTokens { get; } = new("count_tokens", static _ => null, static limits => limits.CountTokensPerMinute);

    private static LimitPool Batches { get; } = new("batches", static _ => null, static limits => limits.BatchRequestsPerMinute);

    public bool IsFast { get; private init; }

    /// <summary>The pool of an endpoint that only counts requests; null for Messages, whose pool depends on the request.</summary>
    public static LimitPool? OfPath(string path) => path switch
    {
        "/v1/messages/count_tokens" => CountTokens,
        "/v1/messages/batches" => Batches,
        _ when path.StartsWith("/v1/messages/batches/", StringComparison.Ordinal) => Batches,
        _ => null,
    };

    public static LimitPool Of(IncomingCall call, string model)
    {
        var name = ModelClass.Of(model);
        return call.Json?.GetText("speed") == "fast"
            ? new LimitPool($"{name}/fast", limits => limits.Fast ?? ModelsOf(limits, name), static _ => 0) { IsFast = true }
            : new LimitPool(name, limits => ModelsOf(limits, name), static _ => 0);
    }

    public static LimitPool Priority(string model) => new($"{ModelClass.Of(model)}/priority", static limits => limits.Priority, static _ => 0);

    public LimitState Fill(EmulatedRateLimits limits, DateTimeOffset now) =>
        Models(limits) is { } models ? LimitState.Full(models, now) : LimitState.Full(Requests(limits), now);

    private static EmulatedModelLimits ModelsOf(EmulatedRateLimits limits, string name) => limits.Classes.GetValueOrDefault(name, limits.Models);
}
