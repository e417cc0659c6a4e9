using Microsoft.Extensions.Caching.Distributed;
using PromptCaching.Storage;
using PromptCaching.Storage.Files;
using PromptCaching.Testing;

namespace PromptCaching.Tests.Storage.Files;

public sealed class MaintenanceTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("promptcaching-");
    private readonly FileDistributedCache _cache;

    public MaintenanceTests() => _cache = new(new() { Directory = _directory.FullName }, _clock);

    [Fact]
    public async Task What_is_held_is_measured_by_prefix()
    {
        await SetAsync("one:a", 10);
        await SetAsync("one:b", 5000);
        await SetAsync("two:a", 30);

        (await _cache.MeasureAsync("one:", default)).Should().Be(new CacheStoreUsage(2, 5010));
        (await _cache.MeasureAsync("", default)).Entries.Should().Be(3);
        (await _cache.MeasureAsync("three:", default)).Should().Be(default(CacheStoreUsage));
    }

    [Fact]
    public async Task What_expired_and_what_is_no_entry_is_not_held()
    {
        await SetAsync("a", 10);
        await File.WriteAllBytesAsync(Path.Combine(_directory.FullName, EntryName.Of("b")), new byte[100]);
        await File.WriteAllBytesAsync(Path.Combine(_directory.FullName, EntryName.Unfinished(EntryName.Of("c"))), new byte[100]);
        (await _cache.MeasureAsync("", default)).Entries.Should().Be(1);

        _clock.Advance(TimeSpan.FromHours(1));

        (await _cache.MeasureAsync("", default)).Should().Be(default(CacheStoreUsage));
    }

    [Fact]
    public async Task What_the_caller_calls_dead_goes_and_nothing_else()
    {
        await SetAsync("one:a", 10);
        await SetAsync("one:b", 20);
        await SetAsync("two:a", 10);

        var removed = await _cache.RemoveAsync("one:", (_, value) => value.Length == 10, default);

        removed.Should().Be(new CacheStoreUsage(1, 10));
        (await _cache.GetAsync("one:a")).Should().BeNull();
        (await _cache.GetAsync("one:b")).Should().NotBeNull();
        (await _cache.GetAsync("two:a")).Should().NotBeNull();
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 1023)]
    [InlineData(1, 1024)]
    [InlineData(1, 1025)]
    [InlineData(5000, 100_000)]
    public async Task The_caller_sees_the_key_and_the_start_of_the_value(int keyLength, int length)
    {
        var key = new string('k', keyLength);
        var value = Enumerable.Range(0, length).Select(number => (byte)number).ToArray();
        await _cache.SetAsync(key, value, Lasting);
        List<(string Key, byte[] Value)> seen = [];

        await _cache.RemoveAsync("k", See, default);

        seen.Should().ContainSingle().Which.Key.Should().Be(key);
        seen[0].Value.Should().Equal(value.Take(1024));

        bool See(string fullKey, ReadOnlyMemory<byte> start)
        {
            seen.Add((fullKey, start.ToArray()));
            return false;
        }
    }

    [Fact]
    public async Task A_directory_that_is_not_there_holds_nothing()
    {
        using var cache = new FileDistributedCache(new() { Directory = Path.Combine(_directory.FullName, "none") }, _clock);

        (await cache.MeasureAsync("", default)).Should().Be(default(CacheStoreUsage));
        (await cache.RemoveAsync("", (_, _) => true, default)).Should().Be(default(CacheStoreUsage));
        (await cache.CleanUpAsync(default)).Should().Be(default(CacheStoreUsage));
        Directory.Exists(Path.Combine(_directory.FullName, "none")).Should().BeFalse();
    }

    public void Dispose()
    {
        _cache.Dispose();
        _directory.Delete(recursive: true);
    }

    private static DistributedCacheEntryOptions Lasting => new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(1) };

    private Task SetAsync(string key, int length) => _cache.SetAsync(key, new byte[length], Lasting);
}
