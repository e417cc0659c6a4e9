using Microsoft.AspNetCore.Http;

namespace PromptCaching.AspNetCore.Gateway;

/// <summary>A path of the API that a gateway passes on.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path below the gateway, as a template of routing; <c>{id}</c> is the only variable.</param>
/// <param name="Summary">What it is for.</param>
internal sealed record GatewayRoute(string Method, string Path, string Summary)
{
    /// <summary>The name of the variable.</summary>
    public const string Id = "id";

    private const string Variable = "{" + Id + "}";

    public static readonly GatewayRoute[] All =
    [
        new(HttpMethods.Post, "/v1/messages", "Asks a question, as JSON or as a stream."),
        new(HttpMethods.Post, "/v1/messages/count_tokens", "Counts the tokens of a question."),
        new(HttpMethods.Post, "/v1/messages/batches", "Begins a batch.") { IsOfBatches = true, IsNewBatch = true, NamesAddresses = true },
        new(HttpMethods.Get, "/v1/messages/batches", "Lists batches.") { IsOfBatches = true, NamesAddresses = true },
        new(HttpMethods.Get, "/v1/messages/batches/{id}", "Reads how a batch stands.") { IsOfBatches = true, NamesAddresses = true },
        new(HttpMethods.Delete, "/v1/messages/batches/{id}", "Deletes a batch.") { IsOfBatches = true },
        new(HttpMethods.Post, "/v1/messages/batches/{id}/cancel", "Cancels a batch.") { IsOfBatches = true, NamesAddresses = true },
        new(HttpMethods.Get, "/v1/messages/batches/{id}/results", "Reads the answers of a batch.") { IsOfBatches = true },
        new(HttpMethods.Get, "/v1/models", "Lists models."),
        new(HttpMethods.Get, "/v1/models/{id}", "Reads what a model is."),
    ];

    /// <summary>Everything else below <c>/v1</c>: it is not passed on, and clients of the API understand only errors in its form.</summary>
    public static readonly GatewayRoute Other = new("*", "/v1/{**rest}", "Says what is not passed on.");

    public bool IsOfBatches { get; init; }

    /// <summary>Gets a value indicating whether the body may be very long and is never wanted twice.</summary>
    public bool IsNewBatch { get; init; }

    /// <summary>Gets a value indicating whether the answer names addresses at which the caller would go on asking.</summary>
    public bool NamesAddresses { get; init; }

    public bool HasBody => HttpMethods.IsPost(Method);

    public string Name => $"{Method} {Path}";

    /// <summary>The address at the API; <see langword="null"/> for an id that is none and could lead elsewhere.</summary>
    public Uri? AddressAt(Uri baseAddress, string? id, string query)
    {
        if (Path.Contains(Variable, StringComparison.Ordinal) && !IsId(id))
        {
            return null;
        }

        return new Uri(RootOf(baseAddress) + Path.Replace(Variable, id, StringComparison.Ordinal) + query);
    }

    /// <summary>People write the base with the <c>/v1</c> that the paths have already, or without.</summary>
    public static string RootOf(Uri baseAddress)
    {
        var text = baseAddress.AbsoluteUri.TrimEnd('/');
        return text.EndsWith("/v1", StringComparison.Ordinal) ? text[..^"/v1".Length] : text;
    }

    private static bool IsId(string? id) =>
        id is { Length: > 0 and <= 256 }
        && id.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or ':' or '@')
        && id.Any(static letter => letter != '.');
}
