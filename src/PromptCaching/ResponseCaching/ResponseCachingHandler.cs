using System.Net;
using Microsoft.Extensions.Logging;
using PromptCaching.Bodies;
using PromptCaching.Http;
using PromptCaching.Storage;
using PromptCaching.Telemetry;

namespace PromptCaching.ResponseCaching;

/// <summary>Answers equal questions from a store. The key is taken before any marker exists; a hit goes no further down.</summary>
internal sealed class ResponseCachingHandler(
    CacheRegion region,
    Func<ResponseCachingOptions> options,
    Func<ClaudeConnection> connection,
    MissingScopeWarning missingScope,
    TimeProvider time,
    ILogger logger) : AsyncOnlyHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var current = options();
        if (CallContext.Of(request) is not { } context
            || CacheLookup.For(request, context, current, connection(), missingScope) is not { } lookup)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        if (lookup.Call.ResponseCache != ResponseCacheMode.Refresh
            && await FindAsync(lookup, request, context, cancellationToken).ConfigureAwait(false) is { } hit)
        {
            return hit;
        }

        var begunAt = time.GetUtcNow();
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response is { StatusCode: HttpStatusCode.OK, Content: ResponseTap tap })
        {
            var requestId = response.Headers.Find(ClaudeHeaders.RequestId);
            tap.Subscribe(new AnswerRecorder(
                current.MaximumAnswerBytes, (answer, body) => StoreAsync(answer, body, tap.IsStream, requestId, begunAt, lookup, current)));
        }

        return response;
    }

    private ValueTask StoreAsync(
        AnswerOutline answer, ReadOnlyMemory<byte> body, bool isStream, string? requestId, DateTimeOffset begunAt, CacheLookup lookup,
        ResponseCachingOptions current)
    {
        if (!CacheabilityRules.MayStore(answer, current) || !CacheabilityRules.IsReadable(body.Span, isStream))
        {
            logger.NotStored(answer.StopReason);
            return ValueTask.CompletedTask;
        }

        var now = time.GetUtcNow();
        var stored = new CacheEntry(body)
        {
            Kind = isStream ? CachedResponse.StreamKind : CachedResponse.MessageKind,
            Note = requestId,
            BegunAt = begunAt,
            StoredAt = now,
            FreshUntil = now + (lookup.Call.TimeToLive ?? current.TimeToLive),
        };
        return region.StoreAsync(lookup.Key.Text, lookup.Secret, stored, TimeSpan.Zero);
    }

    private async ValueTask<HttpResponseMessage?> FindAsync(
        CacheLookup lookup, HttpRequestMessage request, CallContext context, CancellationToken cancellationToken)
    {
        if (await region.FindAsync(lookup.Key.Text, lookup.Secret, cancellationToken).ConfigureAwait(false) is not { } stored
            || stored.FreshUntil <= time.GetUtcNow())
        {
            return null;
        }

        // The clock of the process that stored it may be ahead of ours.
        var age = time.GetUtcNow() - stored.StoredAt;
        age = age < TimeSpan.Zero ? TimeSpan.Zero : age;
        var response = CachedResponse.From(stored, lookup, request, age);
        if (response is not null)
        {
            context.Report.Source = CallSource.ResponseCache;
            context.Report.Age = age;
            context.Report.Verdict = CacheVerdict.FromResponseCache;
            context.Report.RequestId = stored.Note;
            logger.Hit(age);
        }

        return response;
    }
}
