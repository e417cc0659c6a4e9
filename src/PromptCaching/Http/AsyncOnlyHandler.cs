namespace PromptCaching.Http;

/// <summary>A link of the chain. Asynchronous only: a blocked thread per call is what a client of a slow API can least afford.</summary>
internal abstract class AsyncOnlyHandler : DelegatingHandler
{
    protected sealed override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("PromptCaching handlers are asynchronous only: call HttpClient.SendAsync instead of Send.");
}
