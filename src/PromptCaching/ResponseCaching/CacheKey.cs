using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PromptCaching.Http;

namespace PromptCaching.ResponseCaching;

/// <summary>The key of an answer: an HMAC over a versioned description of the question, so that keys tell nothing about prompts.</summary>
/// <param name="Text">43 characters that are safe in any store.</param>
internal readonly record struct CacheKey(string Text)
{
    /// <summary>Raised whenever the description changes: entries of older versions are then simply never asked for.</summary>
    private const string Version = "PromptCaching/1";

    /// <summary>Makes the key of a request.</summary>
    /// <returns><see langword="null"/> when the body means different things to different readers.</returns>
    public static CacheKey? Of(HttpRequestMessage request, JsonElement body, CacheScope scope, ClaudeConnection connection)
    {
        var canonical = new ArrayBufferWriter<byte>();
        string? userId;
        try
        {
            using var writer = new Utf8JsonWriter(canonical);
            if (!CanonicalBody.TryWrite(body, writer))
            {
                return null;
            }

            userId = UserId(body);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is no text: the API has its own opinion of that, and there is nothing to compare.
            return null;
        }

        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, scope.Secret);
        Append(hash, Version);
        Append(hash, request.Method.Method);
        Append(hash, request.RequestUri!.AbsoluteUri);
        Append(hash, request.Headers.Host ?? "");
        foreach (var (name, value) in ApiHeaders(request, connection))
        {
            Append(hash, name);
            Append(hash, value);
        }

        Append(hash, "scope");
        Append(hash, scope.Name);
        Append(hash, userId is { } user ? "user:" + user : "");
        Append(hash, canonical.WrittenSpan);
        return new CacheKey(Convert.ToBase64String(hash.GetHashAndReset()).TrimEnd('=').Replace('+', '-').Replace('/', '_'));
    }

    /// <summary>The headers that can change an answer, with those that go on further down where the caller set none.</summary>
    private static SortedDictionary<string, string> ApiHeaders(HttpRequestMessage request, ClaudeConnection connection)
    {
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal) { [ClaudeHeaders.Version] = connection.ApiVersion };
        if (connection.Betas is { } betas)
        {
            headers[ClaudeHeaders.Beta] = betas;
        }

        foreach (var header in request.Headers.NonValidated)
        {
            if (header.Key.StartsWith(ClaudeHeaders.ApiPrefix, StringComparison.OrdinalIgnoreCase))
            {
                headers[header.Key.ToLowerInvariant()] = header.Value.ToString();
            }
        }

        return headers;
    }

    /// <summary>The caller's own user belongs to the scope although <c>metadata</c> does not belong to the question.</summary>
    private static string? UserId(JsonElement body) =>
        body.TryGetProperty("metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object
        && metadata.TryGetProperty("user_id", out var user) && user.ValueKind == JsonValueKind.String ? user.GetString() : null;

    private static void Append(IncrementalHash hash, string text) => Append(hash, Encoding.UTF8.GetBytes(text));

    /// <summary>Every part goes in behind its length, so that no two descriptions run into each other.</summary>
    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
        hash.AppendData(length);
        hash.AppendData(part);
    }
}
