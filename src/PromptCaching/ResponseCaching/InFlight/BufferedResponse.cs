using PromptCaching.Bodies;

namespace PromptCaching.ResponseCaching.InFlight;

/// <summary>A response that was read to its end, so that several callers can be given one of their own.</summary>
internal sealed class BufferedResponse
{
    private readonly HttpResponseMessage _response;
    private readonly byte[] _body;

    private BufferedResponse(HttpResponseMessage response, byte[] body) => (_response, _body) = (response, body);

    public static async Task<BufferedResponse> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var read = response;
        using var body = new MemoryStream();
        try
        {
            await response.Content.CopyToAsync(body, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException && !response.IsSuccessStatusCode)
        {
            // The status says what is wrong; an error whose explanation breaks off is still that error.
        }

        return new BufferedResponse(response, body.ToArray());
    }

    public HttpResponseMessage For(HttpRequestMessage request)
    {
        var copy = ResponseHeads.Copy(_response, request);
        copy.Content = new BytesContent(_body, _response.Content.Headers);
        return copy;
    }
}
