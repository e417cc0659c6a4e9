using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PromptCaching.Testing.Requests;

namespace PromptCaching.Testing.Hosting;

/// <summary>Reads what a web server received.</summary>
internal static class ServerRequest
{
    private const int PieceLength = 64 * 1024;

    /// <summary>The name under which the route keeps the path below the place where the emulator is mapped.</summary>
    public const string PathValue = "path";

    public static RequestHead HeadOf(HttpContext context)
    {
        var request = context.Request;
        var headers = request.Headers.ToDictionary(
            static header => header.Key,
            static header => (IReadOnlyList<string>)[.. header.Value.OfType<string>()],
            StringComparer.OrdinalIgnoreCase);
        var path = $"/{context.GetRouteValue(PathValue)}";
        var outside = request.Path.Value is { } whole && whole.EndsWith(path, StringComparison.Ordinal) ? whole[..^path.Length] : "";
        return new RequestHead(request.Method, path, request.QueryString.Value ?? "", headers)
        {
            Origin = $"{request.Scheme}://{request.Host}{request.PathBase}{outside}",
        };
    }

    /// <summary>Reads a body, but no more of it than one byte over the limit, which is enough to refuse it.</summary>
    public static async Task<byte[]> ReadAsync(Stream body, int limit, CancellationToken cancellationToken)
    {
        using var whole = new MemoryStream();
        var piece = ArrayPool<byte>.Shared.Rent(PieceLength);
        try
        {
            int read;
            while (whole.Length <= limit && (read = await body.ReadAsync(piece, cancellationToken).ConfigureAwait(false)) > 0)
            {
                whole.Write(piece.AsSpan(0, (int)Math.Min(read, limit + 1L - whole.Length)));
            }
        }
        catch (IOException failure) when (failure is not BadHttpRequestException)
        {
            // Kestrel says so of every broken chunk itself, but for a size that no number can hold.
            throw new BadHttpRequestException("The body cannot be read.", failure);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }

        return whole.ToArray();
    }
}
