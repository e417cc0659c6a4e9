using Microsoft.Extensions.Caching.Distributed;
using PromptCaching.Storage;
using PromptCaching.Storage.Files;
using PromptCaching.Testing;
using PromptCaching.Tests.ResponseCaching;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Storage.Files;

public sealed class CleanUpTests : IDisposable
{
    private const int Overhead = FileHeader.Length + FileHeader.ChecksumLength;
    private readonly ManualTimeProvider _clock = new();
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("promptcaching-");

    private string[] Entries => Directory.GetFiles(_directory.FullName, "*.entry*");

    [Fact]
    public async Task What_expired_goes_and_is_counted()
    {
        using var cache = New();
        await cache.SetAsync("a", new byte[100], Lasting(10));
        await cache.SetAsync("b", new byte[100], Lasting(11));
        _clock.Advance(TimeSpan.FromSeconds(10));

        (await cache.CleanUpAsync(default)).Should().Be(new CacheStoreUsage(1, 100 + 2 + Overhead));

        Entries.Should().ContainSingle();
        (await cache.GetAsync("b")).Should().HaveCount(100);
    }

    [Fact]
    public async Task What_is_older_than_the_limit_goes_even_when_the_limit_was_longer_as_it_was_written()
    {
        var options = new FileDistributedCacheOptions { Directory = _directory.FullName };
        using var cache = new FileDistributedCache(options, _clock);
        await cache.SetAsync("a", [1], Lasting(10 * 24 * 3600));
        options.MaxAge = TimeSpan.FromHours(2);
        _clock.Advance(TimeSpan.FromHours(2));

        (await cache.CleanUpAsync(default)).Entries.Should().Be(0, "the hourly cleanup has taken it");

        Entries.Should().BeEmpty();
    }

    [Fact]
    public async Task The_oldest_go_until_there_is_room()
    {
        using var cache = New(maxBytes: 10_000);
        foreach (var key in new[] { "a", "b", "c" })
        {
            await cache.SetAsync(key, new byte[3500], Lasting(3600));
            _clock.Advance(TimeSpan.FromTicks(10));
        }

        (await cache.GetAsync("a")).Should().BeNull();
        (await cache.GetAsync("b")).Should().NotBeNull();
        (await cache.GetAsync("c")).Should().NotBeNull();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(20)]
    [InlineData(400)]
    public async Task A_file_that_nobody_can_read_goes(int length)
    {
        using var cache = New();
        await File.WriteAllBytesAsync(Path.Combine(_directory.FullName, EntryName.Of("a")), new byte[length]);

        (await cache.CleanUpAsync(default)).Should().Be(new CacheStoreUsage(1, length));

        Entries.Should().BeEmpty();
    }

    [Fact]
    public async Task What_a_dead_writer_left_goes_after_an_hour_and_no_earlier()
    {
        using var cache = New();
        var left = Path.Combine(_directory.FullName, EntryName.Unfinished(EntryName.Of("a")));
        await File.WriteAllBytesAsync(left, [1]);
        File.SetLastWriteTimeUtc(left, _clock.GetUtcNow().UtcDateTime);

        _clock.Advance(TimeSpan.FromMinutes(59));
        await cache.CleanUpAsync(default);
        Entries.Should().ContainSingle();

        _clock.Advance(TimeSpan.FromMinutes(1));
        await cache.CleanUpAsync(default);
        Entries.Should().BeEmpty();
    }

    [Fact]
    public async Task What_others_keep_in_the_directory_is_not_touched()
    {
        using var cache = New(maxBytes: 1);
        var secret = cache.GetSecret();
        Directory.CreateDirectory(Path.Combine(_directory.FullName, EntryName.Of("folder")));
        File.CreateSymbolicLink(Path.Combine(_directory.FullName, "dangling.entry"), Path.Combine(_directory.FullName, "nothing"));
        await File.WriteAllBytesAsync(Path.Combine(_directory.FullName, "theirs.entry"), [1]);
        _clock.Advance(TimeSpan.FromDays(100));

        (await cache.CleanUpAsync(default)).Should().Be(default(CacheStoreUsage));

        Directory.GetFileSystemEntries(_directory.FullName).Should().HaveCount(6, "the lock of the secret and the time of the last cleanup lie there too");
        cache.GetSecret().Should().Equal(secret);
    }

    [Fact]
    public async Task A_cleanup_at_the_start_and_every_hour_takes_what_expired()
    {
        using (var first = New())
        {
            await first.SetAsync("a", [1], Lasting(10));
        }

        _clock.Advance(TimeSpan.FromHours(1));
        using var second = New();
        _clock.Advance(TimeSpan.Zero);
        Entries.Should().BeEmpty();

        await second.SetAsync("b", [1], Lasting(10));
        _clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        Entries.Should().ContainSingle();
        _clock.Advance(TimeSpan.FromTicks(1));
        Entries.Should().BeEmpty();
    }

    [Fact]
    public async Task Of_many_processes_one_cleans_up()
    {
        using var first = New();
        await first.SetAsync("a", [1], Lasting(10));
        _clock.Advance(TimeSpan.FromSeconds(10));
        Entries.Should().ContainSingle("the first cleanup came before its end");

        using var second = New();
        _clock.Advance(TimeSpan.FromMinutes(29));

        Entries.Should().ContainSingle("the last cleanup is not long ago");
    }

    [Fact]
    public async Task A_tenth_of_the_limit_written_calls_for_a_cleanup_at_once()
    {
        using var cache = New(maxBytes: 10_000);
        _clock.Advance(TimeSpan.Zero);
        await cache.SetAsync("a", new byte[900], Lasting(10));
        _clock.Advance(TimeSpan.FromSeconds(10));
        Entries.Should().ContainSingle();

        await cache.SetAsync("b", new byte[100], Lasting(10));
        _clock.Advance(TimeSpan.Zero);

        Entries.Should().ContainSingle();
        (await cache.GetAsync("b")).Should().NotBeNull();
    }

    [Fact]
    public async Task A_cleanup_that_fails_is_logged_and_the_next_one_comes()
    {
        var loggers = new RecordingLoggers();
        var options = new FileDistributedCacheOptions { Directory = _directory.FullName };
        var isBroken = false;
        using var cache = new FileDistributedCache(
            () => isBroken ? throw new InvalidOperationException("broken") : options, _clock, loggers.CreateLogger(""));
        await cache.SetAsync("a", [1], Lasting(10));
        _clock.Advance(TimeSpan.Zero);
        isBroken = true;
        _clock.Advance(TimeSpan.FromHours(1));
        isBroken = false;
        Entries.Should().ContainSingle();

        _clock.Advance(TimeSpan.FromHours(1));

        Entries.Should().BeEmpty();
        loggers.Lines.Should().ContainSingle(line => line.StartsWith("Warning", StringComparison.Ordinal));
    }

    [Fact]
    public void Who_disposes_the_store_ends_its_cleanups()
    {
        using var before = New();
        var timers = _clock.PendingTimers;
        var cache = New();
        _clock.PendingTimers.Should().Be(timers + 1);

        cache.Dispose();
        cache.Dispose();

        _clock.PendingTimers.Should().Be(timers);
    }

    [Fact]
    public async Task A_chain_ends_the_cleanups_of_its_directory_and_keeps_to_its_limits()
    {
        var chain = new ChainUnderTest(options =>
        {
            options.ResponseCaching.Directory = _directory.FullName;
            options.ResponseCaching.DirectoryMaxAge = TimeSpan.FromMinutes(30);
        });
        await chain.AskAsync(Questions.Json);
        Entries.Should().ContainSingle();
        chain.Clock.Advance(TimeSpan.FromHours(1));
        Entries.Should().BeEmpty();

        chain.Dispose();

        chain.Clock.PendingTimers.Should().Be(0);
    }

    [Fact]
    public async Task A_store_that_was_given_to_a_chain_goes_on_after_it()
    {
        using var store = New();
        var chain = new ChainUnderTest(options => options.DistributedCache = store);
        await chain.AskAsync(Questions.Json);
        chain.Dispose();
        _clock.Advance(TimeSpan.FromDays(365));

        Entries.Should().BeEmpty("the cleanups go on");
    }

    [Fact]
    public async Task Cleaners_at_the_same_time_do_not_fail_each_other()
    {
        using var writer = New();
        foreach (var number in Enumerable.Range(0, 400))
        {
            await writer.SetAsync($"{number}", new byte[10], Lasting(10));
        }

        _clock.Advance(TimeSpan.FromSeconds(10));
        var caches = Enumerable.Range(0, 4).Select(_ => New()).ToArray();

        await Task.WhenAll(caches.Select(cache => cache.CleanUpAsync(default).AsTask()));

        Entries.Should().BeEmpty();
        Array.ForEach(caches, cache => cache.Dispose());
    }

    [Fact]
    public async Task A_caller_who_leaves_stops_the_cleanup()
    {
        using var cache = New();
        using var left = new CancellationTokenSource();
        await left.CancelAsync();

        await cache.Invoking(it => it.CleanUpAsync(left.Token).AsTask()).Should().ThrowAsync<OperationCanceledException>();
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private static DistributedCacheEntryOptions Lasting(int seconds) => new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromSeconds(seconds) };

    private FileDistributedCache New(long maxBytes = 1_000_000) => new(new() { Directory = _directory.FullName, MaxBytes = maxBytes }, _clock);
}
