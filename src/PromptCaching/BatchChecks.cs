using System.Buffers;
using PromptCaching.Messages.Batches;

namespace PromptCaching;

/// <summary>What the API would refuse a batch for, said before 256 MB are sent.</summary>
internal static class BatchChecks
{
    public const int MostRequests = 100_000;
    private const int LongestCustomId = 64;
    private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    public static void ThrowIfRefused(IReadOnlyList<MessageBatchRequest> requests)
    {
        ArgumentNullException.ThrowIfNull(requests);
        if (requests.Count is 0 or > MostRequests)
        {
            throw new ArgumentException($"A batch has 1 to 100,000 requests, not {requests.Count}.", nameof(requests));
        }

        var seen = new HashSet<string>(requests.Count, StringComparer.Ordinal);
        for (var index = 0; index < requests.Count; index++)
        {
            var id = requests[index]?.CustomId ?? throw new ArgumentException($"Request {index} is null, or has no custom id.", nameof(requests));
            if (id.Length is 0 or > LongestCustomId || id.AsSpan().ContainsAnyExcept(Allowed))
            {
                throw new ArgumentException(
                    $"The custom id '{id}' of request {index} must be 1 to 64 letters, digits, '_' and '-'.", nameof(requests));
            }

            if (!seen.Add(id))
            {
                throw new ArgumentException($"The custom id '{id}' of request {index} stands twice: its result could not be told apart.", nameof(requests));
            }
        }
    }
}
