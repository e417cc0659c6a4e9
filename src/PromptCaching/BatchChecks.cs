using System.Buffers;
using PromptCaching.Messages.Batches;

namespace PromptCaching;

/// <summary>What the API would refuse a batch for, said before 256 MB are sent, or at the request that is wrong.</summary>
/// <remarks>Of what it has seen it keeps the custom ids only.</remarks>
internal sealed class BatchChecks
{
    public const int MostRequests = 100_000;
    private const int LongestCustomId = 64;
    private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public static void ThrowIfRefused(IReadOnlyList<MessageBatchRequest> requests)
    {
        ArgumentNullException.ThrowIfNull(requests);
        if (requests.Count is 0 or > MostRequests)
        {
            throw WrongCount(requests.Count);
        }

        var checks = new BatchChecks();
        foreach (var request in requests)
        {
            checks.Add(request);
        }
    }

    public void ThrowIfNone()
    {
        if (_seen.Count == 0)
        {
            throw WrongCount(0);
        }
    }

    /// <exception cref="ArgumentException">The request cannot be the next one of the batch.</exception>
    public void Add(MessageBatchRequest? request)
    {
        var index = _seen.Count;
        var id = request?.CustomId ?? throw Wrong($"Request {index} is null, or has no custom id.");
        if (index == MostRequests)
        {
            throw Wrong("A batch has 1 to 100,000 requests, and more came than that: no batch was made. Divide them among several.");
        }

        if (id.Length is 0 or > LongestCustomId || id.AsSpan().ContainsAnyExcept(Allowed))
        {
            throw Wrong($"The custom id '{id}' of request {index} must be 1 to 64 letters, digits, '_' and '-'.");
        }

        if (!_seen.Add(id))
        {
            throw Wrong($"The custom id '{id}' of request {index} stands twice: its result could not be told apart.");
        }
    }

    private static ArgumentException WrongCount(int count) => Wrong($"A batch has 1 to 100,000 requests, not {count}.");

    private static ArgumentException Wrong(string message, string parameter = "requests") => new(message, parameter);
}
