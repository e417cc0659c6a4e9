using Microsoft.Extensions.Caching.Distributed;
using PromptCaching.Storage;
using PromptCaching.Testing;
using PromptCaching.Tests.Storage;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching;

/// <summary>Two versions of the library on one store, as while a fleet is being updated: each serves its own answers, and a clearing reaches both.</summary>
public sealed class TwoVersionsTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly UnreliableStore _store = new();
    private readonly List<ChainUnderTest> _chains = [];

    [Theory]
    [InlineData("another format of entries")]
    [InlineData("another format of keys")]
    public async Task Each_version_serves_only_its_own(string difference)
    {
        (await AskAsync(Version("ours"), "one")).IsHit.Should().BeFalse();
        (await AskAsync(Version(difference), "another")).IsHit.Should().BeFalse("what it finds is not its own");
        (await AskAsync(Version(difference), "another")).IsHit.Should().BeTrue();

        var ours = Version("ours");
        var answer = await AskAsync(ours, "one");

        answer.Status.Should().Be(200);
        answer.Text.Should().Contain("one").And.NotContain("another");
        var told = await ours.Handler.Regions["response"].GetStatisticsAsync();
        told.Errors.Keys.Should().BeSubsetOf(["rejected"], "an entry that does not open is no fault of the store");
        ours.Loggers.Lines.Should().NotContain(line => line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Critical", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_keys_of_their_own_they_do_not_even_displace_each_other()
    {
        await AskAsync(Version("ours"), "one");
        await AskAsync(Version("another format of keys"), "another");

        (await AskAsync(Version("ours"), "one")).IsHit.Should().BeTrue();
        (await AskAsync(Version("another format of keys"), "another")).IsHit.Should().BeTrue();
    }

    [Theory]
    [InlineData("ours", "another format of keys")]
    [InlineData("another format of keys", "ours")]
    [InlineData("another format of entries", "another format of keys")]
    public async Task What_one_version_clears_the_other_serves_no_more(string clearing, string other)
    {
        await AskAsync(Version(clearing), "one");
        await AskAsync(Version(other), "another");
        _clock.Advance(TimeSpan.FromMilliseconds(10));

        (await Version(clearing).Handler.Regions["response"].ClearTagAsync("t")).IsShared.Should().BeTrue();

        _clock.Advance(TimeSpan.FromSeconds(1));
        (await AskAsync(Version(other), "another")).IsHit.Should().BeFalse();
        (await AskAsync(Version(clearing), "one")).IsHit.Should().BeFalse();
        (await AskAsync(Version(other), "another")).IsHit.Should().BeTrue("it was asked after the clearing");
    }

    public void Dispose() => _chains.ForEach(chain => chain.Dispose());

    /// <summary>A process with nothing in its memory.</summary>
    private ChainUnderTest Version(string difference)
    {
        IDistributedCache store = difference == "ours" ? _store : new OtherVersion(_store, changesKeys: difference == "another format of keys");
        var chain = new ChainUnderTest(options => (options.TimeProvider, options.DistributedCache) = (_clock, store));
        _chains.Add(chain);
        return chain;
    }

    private static Task<Answered> AskAsync(ChainUnderTest chain, string answer)
    {
        chain.Emulator.Enqueue(EmulatedAnswer.Text(answer));
        return chain.AskAsync(Questions.Json, static request => new ClaudeCall { Tags = ["t"] }.Set(request));
    }

    /// <summary>What a process of another version writes and reads: the clearings are the same, entries or their keys are not.</summary>
    private sealed class OtherVersion(IDistributedCache store, bool changesKeys) : IDistributedCache
    {
        private const byte NextVersion = EntryHeader.Version + 1;

        public async Task<byte[]?> GetAsync(string key, CancellationToken token = default) =>
            await store.GetAsync(KeyOf(key), token) is { } value ? Changed(key, value) : null;

        public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) =>
            store.SetAsync(KeyOf(key), Changed(key, value), options, token);

        public Task RemoveAsync(string key, CancellationToken token = default) => store.RemoveAsync(KeyOf(key), token);

        public byte[]? Get(string key) => throw new NotSupportedException();

        public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw new NotSupportedException();

        public void Refresh(string key) => throw new NotSupportedException();

        public Task RefreshAsync(string key, CancellationToken token = default) => throw new NotSupportedException();

        public void Remove(string key) => throw new NotSupportedException();

        private static bool IsClearing(string key) => key.Contains("!cleared", StringComparison.Ordinal);

        private string KeyOf(string key) => changesKeys && !IsClearing(key) ? key + ":4" : key;

        /// <summary>Its own version stands where ours would: what it wrote is to us what our entries are to it.</summary>
        private byte[] Changed(string key, byte[] value)
        {
            var changed = value.ToArray();
            if (!changesKeys && !IsClearing(key))
            {
                changed[0] = changed[0] switch { EntryHeader.Version => NextVersion, NextVersion => EntryHeader.Version, var version => version };
            }

            return changed;
        }
    }
}
