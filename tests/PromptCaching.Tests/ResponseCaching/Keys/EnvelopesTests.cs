using PromptCaching.ResponseCaching.Keys;

namespace PromptCaching.Tests.ResponseCaching.Keys;

public sealed class EnvelopesTests
{
    private const int Most = 4096;

    [Fact]
    public void A_caller_who_comes_again_gets_the_same_one_and_who_is_nobody_none()
    {
        var envelopes = new Envelopes(static () => CacheSecrets.FromKeys);

        envelopes.Of(Caller("a")).Should().BeSameAs(envelopes.Of(Caller("a"))).And.NotBeSameAs(envelopes.Of(Caller("b")));
        envelopes.Of(Caller(null)).Should().BeNull();
    }

    [Fact]
    public void No_more_are_known_than_four_thousand_however_many_come()
    {
        var envelopes = new Envelopes(static () => CacheSecrets.FromKeys);
        var first = Enumerable.Range(0, Most).Select(index => envelopes.Of(Caller($"{index}"))).First();
        for (var index = 0; index < Most; index++)
        {
            envelopes.Of(Caller($"{index}"));
        }

        envelopes.Of(Caller("0")).Should().BeSameAs(first, "that many are known");
        envelopes.Of(Caller("one more"));
        envelopes.Of(Caller("0")).Should().NotBeSameAs(first);
    }

    private static Caller Caller(string? key) => new("POST", "https://a", null, "v", null, null, null, key is null ? null : "sk-ant-api-" + key, null, null, null);
}
