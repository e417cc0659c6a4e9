using System.Globalization;

namespace PromptCaching.Chaos.RedisStorm;

/// <summary>What chance decided for one call.</summary>
/// <param name="Client">Which process asks.</param>
/// <param name="Scope">For whom.</param>
/// <param name="Question">What; the same questions are asked in every scope.</param>
/// <param name="Leaving">When its caller leaves, if ever.</param>
internal sealed record StormCall(int Client, string Scope, string Question, Leaving Leaving)
{
    private const int Scopes = 100;
    private const int Questions = 10;
    private const double LeavingShare = 0.25;
    private const int MostYields = 12;
    private const double MostMilliseconds = 2;

    public static StormCall Of(Random chance, int clients)
    {
        var scope = string.Create(CultureInfo.InvariantCulture, $"scope-{chance.Next(Scopes)}");
        var question = string.Create(CultureInfo.InvariantCulture, $"What is {chance.Next(Questions)} times two?");
        var leaving = chance.NextDouble() >= LeavingShare ? Leaving.Never
            : chance.Next(2) == 0 ? new Leaving(chance.Next(MostYields), TimeSpan.Zero)
            : new Leaving(0, TimeSpan.FromMilliseconds(chance.NextDouble() * MostMilliseconds));
        return new StormCall(chance.Next(clients), scope, question, leaving);
    }
}

/// <summary>A caller's patience: so many turns of the scheduler, then so long.</summary>
internal sealed record Leaving(int Yields, TimeSpan Delay)
{
    public static readonly Leaving Never = new(0, Timeout.InfiniteTimeSpan);
}
