using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Endpoints.Batches;

internal static class BatchItems
{
    /// <summary>Takes a valid batch apart; each request is asked as if its caller had sent it alone.</summary>
    public static IReadOnlyList<BatchItem> Of(IncomingCall call)
    {
        var head = call.Head with { Path = "/v1/messages", Query = "" };
        return [.. call.Json!.Value.GetArray("requests").Select((request, index) => new BatchItem(
            request.GetText("custom_id")!, EmulatorIds.Item(call.Number, index), head, Json.Write(request.GetProperty("params").WriteTo)))];
    }
}
