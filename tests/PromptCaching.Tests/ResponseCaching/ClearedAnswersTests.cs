using PromptCaching.Storage;
using PromptCaching.Testing;
using PromptCaching.Tests.Storage;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching;

/// <summary>Answers that were cleared are served no more: here at once, by another process over the same store within a second, from its memory too.</summary>
public sealed class ClearedAnswersTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly UnreliableStore _store = new();
    private readonly ChainUnderTest _one;
    private readonly ChainUnderTest _other;

    public ClearedAnswersTests()
    {
        _one = Chain();
        _other = Chain();
    }

    public static TheoryData<string> Ways => ["tag", "scope", "scope of all regions", "region", "everything", "content"];

    public void Dispose()
    {
        _one.Dispose();
        _other.Dispose();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_one_process_clears_the_other_serves_no_more_within_a_second(string way)
    {
        var untouched = Questions.Json.Replace("2 + 2", "3 + 3", StringComparison.Ordinal);
        foreach (var chain in (ChainUnderTest[])[_one, _other, _other])
        {
            await chain.AskAsync(Questions.Json, Of("tenant", "t", "v1"));
            await chain.AskAsync(untouched, Of("another", "u", "v2"));
        }

        (await _other.AskAsync(Questions.Json, Of("tenant", "t", "v1"))).IsHit.Should().BeTrue("it is in its memory");
        _clock.Advance(TimeSpan.FromMilliseconds(10));

        (await ClearAsync(way)).IsShared.Should().BeTrue();

        (await IsStoredAsync(_one, Questions.Json, "tenant")).Should().BeFalse();
        _clock.Advance(TimeSpan.FromSeconds(1));
        (await IsStoredAsync(_other, Questions.Json, "tenant")).Should().BeFalse();
        (await IsStoredAsync(_other, untouched, "another")).Should().Be(way is not ("region" or "everything"));
        await _one.AskAsync(Questions.Json, Of("tenant", "t", "v2"));
        (await IsStoredAsync(_other, Questions.Json, "tenant")).Should().BeTrue("it was asked after the clearing");
    }

    [Fact]
    public async Task Who_names_another_content_gets_another_answer_without_anybody_clearing_anything()
    {
        await _one.AskAsync(Questions.Json, Of("tenant", "t", "v1"));

        foreach (var chain in (ChainUnderTest[])[_one, _other])
        {
            (await chain.AskAsync(Questions.Json, Of("tenant", "t", "v1"))).IsHit.Should().BeTrue();
        }

        (await _one.AskAsync(Questions.Json, Of("tenant", "t", "v2"))).IsHit.Should().BeFalse();
        (await _one.AskAsync(Questions.Json, Of("tenant", "t", "v2"))).IsHit.Should().BeTrue();
    }

    private static Action<HttpRequestMessage> Of(string scope, string tag, string content) => request =>
        new ClaudeCall { Scope = scope, Tags = ["all", tag], DependsOn = new Dictionary<string, string> { ["doc"] = content } }.Set(request);

    private static async Task<bool> IsStoredAsync(ChainUnderTest chain, string question, string scope)
    {
        try
        {
            return (await chain.AskAsync(question, request =>
                new ClaudeCall { Scope = scope, ResponseCache = ResponseCacheMode.OnlyIfCached }.Set(request))).IsHit;
        }
        catch (ClaudeRefusedException)
        {
            return false;
        }
    }

    private ChainUnderTest Chain() => new(options => (options.TimeProvider, options.DistributedCache) = (_clock, _store));

    private async Task<CacheClearance> ClearAsync(string way)
    {
        var region = _one.Handler.Regions["response"];
        return way switch
        {
            "tag" => await region.ClearTagAsync("t"),
            "scope" => await region.ClearScopeAsync("tenant"),
            "scope of all regions" => await _one.Handler.Regions.ClearScopeAsync("tenant"),
            "region" => await region.ClearAsync(),
            "everything" => await _one.Handler.Regions.ClearAllAsync(),
            _ => await region.SetContentAsync("doc", "v2"),
        };
    }
}
