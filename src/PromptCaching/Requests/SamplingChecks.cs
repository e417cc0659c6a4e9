using PromptCaching.Accounting;
using PromptCaching.Messages;

namespace PromptCaching.Requests;

/// <summary>Temperature and its like: models from 4.7 on take them only where they change nothing, and thinking does not go with them.</summary>
internal static class SamplingChecks
{
    private const double LeastTopP = 0.99;
    private const double LeastTopPWithThinking = 0.95;

    public static string? Problem(MessageRequest request, ModelCatalogEntry model) =>
        request.Temperature is < 0 or > 1 ? FormattableString.Invariant($"Temperature is {request.Temperature}, but goes from 0 to 1.")
        : request.TopP is < 0 or > 1 ? FormattableString.Invariant($"TopP is {request.TopP}, but goes from 0 to 1.")
        : !model.AcceptsTemperature ? Newest(request, model.Id)
        : request.Thinking?.Type is "enabled" or "adaptive" ? Thinking(request)
        : null;

    private static string? Newest(MessageRequest request, string model) =>
        request.Temperature is < 1 ? Refused("Temperature", request.Temperature, model)
        : request.TopP is < LeastTopP ? Refused("TopP", request.TopP, model)
        : request.TopK is not null ? Refused("TopK", request.TopK, model)
        : null;

    private static string? Thinking(MessageRequest request) =>
        request.Temperature is < 1 ? WithThinking("Temperature", request.Temperature)
        : request.TopP is < LeastTopPWithThinking ? WithThinking("TopP", request.TopP)
        : request.TopK is not null ? WithThinking("TopK", request.TopK)
        : null;

    private static string Refused(string name, object? value, string model) =>
        FormattableString.Invariant($"{model} takes no {name} of {value}: leave it unset, and set OutputConfig.Effort.");

    private static string WithThinking(string name, object? value) =>
        FormattableString.Invariant($"{name} is {value}, but does not go with thinking: leave one of them unset.");
}
