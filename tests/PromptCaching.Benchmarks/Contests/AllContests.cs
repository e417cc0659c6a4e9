using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using PromptCaching.Benchmarks.CacheControl;
using PromptCaching.Benchmarks.Client;
using PromptCaching.Benchmarks.ResponseCaching;

namespace PromptCaching.Benchmarks.Contests;

/// <summary>Every contest, in the order in which they stand on the page.</summary>
internal static class AllContests
{
    private const int Kilobyte = 1024;
    private const string Sdk = "the official SDK";
    private const string Naive = "SHA-256 of the body as key, the answer's text in a `MemoryDistributedCache`";
    private const string Polly = "a handler with a retry pipeline of Polly, and nothing else";
    private const string WholeChain = "a new question through the whole chain";
    private static readonly (string Name, int Bytes, int CharactersPerBlock) Small = ("5kb", 5 * Kilobyte, 300);
    private static readonly (string Name, int Bytes, int CharactersPerBlock) Middle = ("100kb", 100 * Kilobyte, 1500);
    private static readonly (string Name, int Bytes, int CharactersPerBlock) Large = ("1mb", 1024 * Kilobyte, 3000);

    public static IReadOnlyDictionary<string, Func<Contest>> All { get; } = new Dictionary<string, Func<Contest>>
    {
        ["sdk-stream"] = static () => Contest.Of(new StreamEvents("sdk-stream"), "reading streams of the API, event by event", Sdk),
        ["sdk-call"] = static () => new("a call and its answer, by our client alone", Sdk, new OurClient(new InstantServer()).Ask, new OfficialClient().Ask),
        ["sdk-call-chain"] = static () =>
            new("the same with the whole chain, every question new", Sdk, new OurClient(Chains.Whole()).Ask, new OfficialClient().Ask),
        ["rewrite-5kb"] = static () => Rewrite(Small),
        ["rewrite-100kb"] = static () => Rewrite(Middle),
        ["rewrite-1mb"] = static () => Rewrite(Large),
        ["naive-hit-5kb"] = static () => Hit(Small),
        ["naive-hit-100kb"] = static () => Hit(Middle),
        ["naive-hit-1mb"] = static () => Hit(Large),
        ["polly-retries-5kb"] = static () =>
            Miss(Small, "our retries alone, all else switched off", Chains.RetriesOnly(), Polly, new PollyHandler(new InstantServer())),
        ["polly-miss-5kb"] = static () => Miss(Small, WholeChain, Chains.Whole(), Polly, new PollyHandler(new InstantServer())),
        ["polly-miss-100kb"] = static () => Miss(Middle, WholeChain, Chains.Whole(), Polly, new PollyHandler(new InstantServer())),
        ["bare-miss-5kb"] = static () => Miss(Small, WholeChain, Chains.Whole(), "a bare `HttpClient`", new InstantServer()),
    };

    private static Contest Rewrite((string Name, int Bytes, int CharactersPerBlock) size) => Contest.Of(
        new PlanAgainstRewrite(size.Name, new GrowingConversation(size.Bytes, size.CharactersPerBlock, 0)),
        "choosing and placing the markers",
        "the body as a `JsonNode` tree, with fixed markers, and back");

    private static Contest Hit((string Name, int Bytes, int CharactersPerBlock) size)
    {
        var body = new NewQuestions(size.Bytes, size.CharactersPerBlock).First;
        var naive = new NaiveCacheHandler(
            new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions())), new InstantServer());
        return new Contest("a hit, whole call", Naive, new BytesCaller(Chains.Whole(), () => body).Ask, new BytesCaller(naive, () => body).Ask);
    }

    /// <summary>Either side makes its bodies itself: a copy with another question is part of both times.</summary>
    private static Contest Miss(
        (string Name, int Bytes, int CharactersPerBlock) size, string ours, HttpMessageHandler chain, string other, HttpMessageHandler otherChain) =>
        new(
            ours,
            other,
            new BytesCaller(chain, new NewQuestions(size.Bytes, size.CharactersPerBlock).Next).Ask,
            new BytesCaller(otherChain, new NewQuestions(size.Bytes, size.CharactersPerBlock).Next).Ask);
}
