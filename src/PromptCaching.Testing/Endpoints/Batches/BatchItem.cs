using PromptCaching.Testing.Requests;

namespace PromptCaching.Testing.Endpoints.Batches;

/// <summary>One request of a batch as it waits to be answered.</summary>
/// <param name="CustomId">The name by which the caller finds its result.</param>
/// <param name="Number">Its number among all requests inside batches.</param>
/// <param name="Head">The head of the call that made the batch, turned to the Messages endpoint.</param>
/// <param name="Parameters">The body.</param>
internal sealed record BatchItem(string CustomId, long Number, RequestHead Head, byte[] Parameters);
