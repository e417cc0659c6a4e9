using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace PromptCaching.AspNetCore.Gateway;

/// <summary>Takes a caller's body, up to a limit.</summary>
internal static class RequestBody
{
    private const int FirstLength = 16 * 1024;

    /// <summary>Sets the limit, and refuses at once what says itself that it is longer.</summary>
    public static GatewayError? Limit(HttpContext context, long most)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = most;
        }

        return context.Request.ContentLength > most ? TooLarge(most) : null;
    }

    /// <summary>Reads the whole body. What a caller announces is not yet there, so no memory is taken for it.</summary>
    /// <exception cref="BadHttpRequestException">It is longer than it may be, or broke off.</exception>
    public static async Task<HttpContent> ReadAsync(HttpRequest request, long most, CancellationToken cancellationToken)
    {
        var bytes = new byte[Math.Min(request.ContentLength ?? FirstLength, FirstLength) + 1];
        var (length, read) = (0, 0);
        do
        {
            length += read;
            if (length > most)
            {
                throw new BadHttpRequestException("The body is too long.", StatusCodes.Status413PayloadTooLarge);
            }

            if (length == bytes.Length)
            {
                Array.Resize(ref bytes, bytes.Length * 2);
            }

            read = await request.Body.ReadAsync(bytes.AsMemory(length), cancellationToken).ConfigureAwait(false);
        }
        while (read > 0);

        return new ByteArrayContent(bytes, 0, length);
    }

    private static GatewayError TooLarge(long most) =>
        GatewayError.TooLarge(string.Create(CultureInfo.InvariantCulture, $"The request is longer than this gateway takes, which is {most:N0} bytes."));
}
