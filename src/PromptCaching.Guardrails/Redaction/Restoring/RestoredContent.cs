using System.Net;
using PromptCaching.Guardrails.Sanitising;

namespace PromptCaching.Guardrails.Redaction.Restoring;

/// <summary>An answer with the caller's values in it; the one below is read only when this is.</summary>
internal sealed class RestoredContent : HttpContent
{
    private readonly HttpContent _inner;
    private readonly RestoredValues _values;
    private readonly bool _isStream;
    private readonly HtmlSanitiser? _sanitiser;

    private RestoredContent(HttpContent inner, RestoredValues values, bool isStream, HtmlSanitiser? sanitiser)
    {
        (_inner, _values, _isStream, _sanitiser) = (inner, values, isStream, sanitiser);
        foreach (var (name, value) in inner.Headers.NonValidated)
        {
            if (!name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            {
                Headers.TryAddWithoutValidation(name, value);
            }
        }
    }

    /// <summary>Takes the place of an answer's content, where it is one that can hold placeholders.</summary>
    public static void Wrap(HttpResponseMessage response, RestoredValues values)
    {
        var type = response.Content.Headers.ContentType?.MediaType;
        var isStream = string.Equals(type, "text/event-stream", StringComparison.OrdinalIgnoreCase);
        if (!values.IsEmpty && response.IsSuccessStatusCode && (isStream || string.Equals(type, "application/json", StringComparison.OrdinalIgnoreCase)))
        {
            response.Content = new RestoredContent(response.Content, values, isStream, SanitisedAnswer.SanitiserOf(response));
        }
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => CreateContentReadStreamAsync(CancellationToken.None);

    protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken)
    {
        if (_sanitiser is not null)
        {
            // What was sanitised is whole already: nobody waits longer for it.
            var judged = await _inner.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            var values = HarmlessValues.Of(_values, judged, _isStream, _sanitiser);
            return _isStream
                ? new RestoredStream(new MemoryStream(judged, writable: false), values)
                : new MemoryStream(AnswerRestoration.Run(judged, values).ToArray(), writable: false);
        }

        if (_isStream)
        {
            return new RestoredStream(await _inner.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), _values);
        }

        var whole = AnswerRestoration.Run(await _inner.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false), _values);
        return new MemoryStream(whole.ToArray(), writable: false);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var whole = await CreateContentReadStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (whole.ConfigureAwait(false))
        {
            await whole.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
