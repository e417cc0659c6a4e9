using PromptCaching.Tests.CacheControl.Generated;

namespace PromptCaching.Tests.CacheControl;

/// <summary>A generated session as FsCheck sees it: it can be made smaller, and says how to make it again.</summary>
internal sealed record SessionSample(int Seed, IReadOnlyList<GeneratedRequest> Requests)
{
    private const int Longest = 12;

    public static SessionSample Of(int seed) => new(seed, Session.Write(new Random(seed), 1 + (seed % Longest)));

    /// <summary>Any part of a session is a session: first shorter ones, then the same with a part of a body left out.</summary>
    public static IEnumerable<SessionSample> Shrink(SessionSample sample)
    {
        var requests = sample.Requests;
        for (var length = requests.Count / 2; length > 0; length /= 2)
        {
            for (var start = 0; start < requests.Count; start += length)
            {
                yield return sample with { Requests = [.. requests.Take(start), .. requests.Skip(start + length)] };
            }
        }

        for (var index = 0; index < requests.Count; index++)
        {
            foreach (var body in SmallerBodies.Of(requests[index].Body))
            {
                yield return sample with { Requests = [.. requests.Take(index), requests[index] with { Body = body }, .. requests.Skip(index + 1)] };
            }
        }
    }

    public override string ToString() => $"Session.Write(new Random({Seed}), {1 + (Seed % Longest)}), of it:\n{string.Join('\n', Requests)}";
}
