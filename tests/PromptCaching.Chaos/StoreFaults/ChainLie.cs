using System.Globalization;
using System.Text;
using PromptCaching.Storage;
using PromptCaching.Testing;
using PromptCaching.Tests.CacheControl.Generated;

namespace PromptCaching.Chaos.StoreFaults;

/// <summary>Tells one lie to the whole chain: the question has to be asked of the API again, and gets its own answer.</summary>
internal sealed class ChainLie(LyingStore store, ManualTimeProvider clock, LiedTo plain, LiedTo encrypted, LiedTo stranger, FaultTally tally)
{
    private static readonly Uri Address = new("https://api.anthropic.com/v1/messages");

    public async Task TellAsync(Lie lie, int operation, Random chance, CancellationToken cancellationToken)
    {
        var subject = chance.OneIn(2) ? plain : encrypted;
        var question = string.Create(CultureInfo.InvariantCulture, $"number {operation} {new string('q', chance.Next(40))}");
        var otherProcess = lie switch
        {
            Lie.AnotherTenant => stranger,
            Lie.AnotherEncryption => subject == plain ? encrypted : plain,
            _ => subject,
        };
        await AskAsync(otherProcess, lie is Lie.AnotherTenant or Lie.AnotherEncryption ? question : "another " + question, cancellationToken);
        var other = lie == Lie.AnotherRegion ? await OfAnotherRegionAsync(subject, question, cancellationToken) : store[store.LastKey];
        store.Forget(store.LastKey);

        await AskAsync(subject, question, cancellationToken);
        var key = store.LastKey;
        var calls = subject.Server.Calls;
        var again = await AskAsync(subject, question, cancellationToken);
        tally.AddTruth(again == EchoServer.AnswerTo(question) && subject.Server.Calls == calls);

        store.LieAbout(key, Lies.Tell(lie, store[key], lie is Lie.AfterClearing or Lie.AfterExpiry ? store[key] : other, chance));
        if (lie == Lie.AfterExpiry)
        {
            clock.Advance(LiedTo.TimeToLive);
        }
        else if (lie == Lie.AfterClearing)
        {
            await subject.Regions.ClearAllAsync(cancellationToken);
        }

        var counters = subject.Regions["response"].Counters;
        var misses = counters.Misses;
        var answer = await AskAsync(subject, question, cancellationToken);
        store.TellTheTruth();
        tally.AddLie(
            lie,
            isChain: true,
            answer != EchoServer.AnswerTo(question),
            counters.Misses == misses + 1 && subject.Server.Calls == calls + 1,
            $"operation {operation}, the chain answered {answer}");
        store.Forget(key);
    }

    private async Task<byte[]> OfAnotherRegionAsync(LiedTo process, string question, CancellationToken cancellationToken)
    {
        await process.Regions["match"].StoreBytesAsync(
            "key", Encoding.UTF8.GetBytes(EchoServer.AnswerTo("another " + question)), new CacheTerms(), clock.GetUtcNow(), cancellationToken);
        return store[store.LastKey];
    }

    private static async Task<string> AskAsync(LiedTo process, string question, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address)
            { Content = new StringContent(EchoServer.BodyOf(question), Encoding.UTF8, "application/json") };
        using var response = await process.Client.SendAsync(request, cancellationToken);
        return await response.Content.ReadAsStringAsync(cancellationToken);
    }
}
