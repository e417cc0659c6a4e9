using System.Buffers;
using Microsoft.Extensions.Caching.Distributed;
using PromptCaching.Storage.Files;
using PromptCaching.Testing;
using PromptCaching.Tests.ResponseCaching;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Storage.Files;

public sealed class FileDistributedCacheTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("promptcaching-");

    private string Folder => Path.Combine(_directory.FullName, "not", "there", "yet");

    [Fact]
    public async Task Entries_survive_a_new_instance()
    {
        await New().SetAsync("a", [1, 2], Lasting(TimeSpan.FromHours(1)));
        await New().SetAsync("b", [], Lasting(TimeSpan.FromHours(1)));

        (await New().GetAsync("a")).Should().Equal(1, 2);
        (await New().GetAsync("b")).Should().BeEmpty();
        (await New().GetAsync("c")).Should().BeNull();
    }

    [Fact]
    public async Task An_entry_ends_at_its_time()
    {
        await New().SetAsync("a", [1], Lasting(TimeSpan.FromSeconds(10)));

        _clock.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        (await New().GetAsync("a")).Should().Equal(1);
        _clock.Advance(TimeSpan.FromTicks(1));
        (await New().GetAsync("a")).Should().BeNull();
    }

    [Fact]
    public async Task Writers_at_the_same_time_leave_one_whole_file_of_one_of_them()
    {
        var caches = Enumerable.Range(0, 4).Select(_ => New()).ToArray();
        using var together = new Barrier(16);
        var writers = Enumerable.Range(1, 16).Select(writer => Task.Factory.StartNew(
            () =>
            {
                var value = Enumerable.Repeat((byte)writer, 300_000 + writer).ToArray();
                together.SignalAndWait();
                return caches[writer % 4].SetAsync("a", value, Lasting(TimeSpan.FromHours(1)));
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap()).ToArray();
        var readers = Enumerable.Range(0, 64).Select(_ => Task.Run(() => New().GetAsync("a")));

        var read = Task.WhenAll(readers);
        await Task.WhenAll(writers);

        foreach (var value in (await read).Append(await New().GetAsync("a")).OfType<byte[]>())
        {
            value.Length.Should().Be(300_000 + value[0]);
            value.AsSpan().IndexOfAnyExcept(value[0]).Should().Be(-1);
        }

        (await New().GetAsync("a")).Should().NotBeNull();
        Directory.GetFiles(Folder).Should().ContainSingle();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(36)]
    [InlineData(200)]
    public async Task Garbage_in_a_file_is_a_miss(int length)
    {
        using var chain = Chain();
        await chain.AskAsync(Questions.Json);
        var file = Directory.GetFiles(Folder, "*.entry").Single();
        await File.WriteAllBytesAsync(file, Enumerable.Repeat((byte)0x7F, length).ToArray());

        (await chain.AskAsync(Questions.Json)).IsHit.Should().BeFalse();
        (await chain.AskAsync(Questions.Json)).IsHit.Should().BeTrue();
    }

    [Fact]
    public async Task Answers_survive_the_process_that_asked_and_no_file_tells_what()
    {
        using var first = Chain();
        await first.AskAsync(Questions.Json);
        using var second = Chain();

        (await second.AskAsync(Questions.Json)).IsHit.Should().BeTrue();
        second.Upstream.Should().Be(0);
        Path.GetFileName(Directory.GetFiles(Folder, "*.entry").Single()).Should().MatchRegex("^[0-9A-F]{64}\\.entry$");
    }

    [Fact]
    public async Task Removed_entries_are_gone_and_removing_nothing_is_no_fault()
    {
        await New().SetAsync("a", [1], Lasting(TimeSpan.FromHours(1)));

        await New().RemoveAsync("a");
        await New().RemoveAsync("b");

        (await New().GetAsync("a")).Should().BeNull();
    }

    [Fact]
    public async Task Who_has_left_already_reads_writes_and_removes_nothing()
    {
        using var store = New();
        await store.SetAsync("a", [1], Lasting(TimeSpan.FromHours(1)));
        var left = new CancellationToken(canceled: true);

        await store.Invoking(it => it.GetAsync("a", left)).Should().ThrowAsync<OperationCanceledException>();
        await store.Invoking(it => it.TryGetAsync("a", new ArrayBufferWriter<byte>(), left).AsTask()).Should().ThrowAsync<OperationCanceledException>();
        await store.Invoking(it => it.SetAsync("a", [2], Lasting(TimeSpan.FromHours(1)), left)).Should().ThrowAsync<OperationCanceledException>();
        await store.Invoking(async it => await it.RemoveAsync("a", left)).Should().ThrowAsync<OperationCanceledException>();
        (await store.GetAsync("a")).Should().Equal(1);
    }

    [Fact]
    public void The_synchronous_calls_do_the_same()
    {
        New().Set("a", [1, 2], Lasting(TimeSpan.FromHours(1)));
        var read = new ArrayBufferWriter<byte>();

        New().Get("a").Should().Equal(1, 2);
        New().TryGet("a", read).Should().BeTrue();
        read.WrittenSpan.ToArray().Should().Equal(1, 2);

        New().Remove("a");
        New().Get("a").Should().BeNull();
        New().TryGet("a", read).Should().BeFalse();
    }

    [Fact]
    public async Task A_value_in_pieces_is_written_and_read_without_an_array_of_its_own()
    {
        var read = new ArrayBufferWriter<byte>();

        await New().SetAsync("a", Pieces.Of([1, 2], [], [3]), Lasting(TimeSpan.FromHours(1)));

        (await New().TryGetAsync("a", read)).Should().BeTrue();
        read.WrittenSpan.ToArray().Should().Equal(1, 2, 3);
        (await New().TryGetAsync("b", read)).Should().BeFalse();
    }

    [Fact]
    public async Task Keys_that_differ_in_half_a_character_are_two_keys()
    {
        await New().SetAsync("\uD800", [1], Lasting(TimeSpan.FromHours(1)));
        await New().SetAsync("\uD801", [2], Lasting(TimeSpan.FromHours(1)));

        (await New().GetAsync("\uD800")).Should().Equal(1);
        (await New().GetAsync("\uD801")).Should().Equal(2);
    }

    [Fact]
    public async Task An_entry_under_the_name_of_another_key_is_a_miss()
    {
        await New().SetAsync("a", [1], Lasting(TimeSpan.FromHours(1)));
        File.Move(Directory.GetFiles(Folder).Single(), Path.Combine(Folder, EntryName.Of("b")));

        (await New().GetAsync("b")).Should().BeNull();
    }

    [Theory]
    [InlineData(10, null, 10)]
    [InlineData(null, 20, 20)]
    [InlineData(10, 20, 10)]
    [InlineData(20, 10, 10)]
    [InlineData(null, null, 30 * 24 * 3600)]
    [InlineData(31 * 24 * 3600, null, 30 * 24 * 3600)]
    public async Task The_shortest_of_all_limits_counts_from_the_last_write(int? absolute, int? sliding, int expected)
    {
        await New().SetAsync("a", [1], new DistributedCacheEntryOptions
        {
            AbsoluteExpiration = absolute is null ? null : _clock.GetUtcNow().AddSeconds(absolute.Value),
            SlidingExpiration = sliding is null ? null : TimeSpan.FromSeconds(sliding.Value),
        });

        _clock.Advance(TimeSpan.FromSeconds(expected) - TimeSpan.FromTicks(1));
        await New().RefreshAsync("a");
        (await New().GetAsync("a")).Should().Equal(1);
        _clock.Advance(TimeSpan.FromTicks(1));
        (await New().GetAsync("a")).Should().BeNull();
    }

    [Fact]
    public async Task Nobody_but_the_owner_may_read()
    {
        var cache = New();
        await cache.SetAsync("a", [1], Lasting(TimeSpan.FromHours(1)));
        cache.GetSecret();

        ModeOf(Folder).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.GetFiles(Folder).Select(ModeOf).Should().HaveCount(3).And.AllBeEquivalentTo(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        // On Windows the list of rights of the directory decides.
        static UnixFileMode ModeOf(string path) => OperatingSystem.IsWindows()
            ? UnixFileMode.UserRead | UnixFileMode.UserWrite | (Directory.Exists(path) ? UnixFileMode.UserExecute : UnixFileMode.None)
            : File.GetUnixFileMode(path);
    }

    [Fact]
    public async Task A_directory_that_somebody_removes_is_made_again()
    {
        var cache = New();
        await cache.SetAsync("a", [1], Lasting(TimeSpan.FromHours(1)));
        Directory.Delete(Folder, recursive: true);

        (await cache.GetAsync("a")).Should().BeNull();
        await cache.SetAsync("a", [2], Lasting(TimeSpan.FromHours(1)));
        (await cache.GetAsync("a")).Should().Equal(2);
    }

    [Fact]
    public async Task A_write_that_fails_leaves_nothing_behind()
    {
        Directory.CreateDirectory(Path.Combine(Folder, EntryName.Of("a")));

        await New().Invoking(cache => cache.SetAsync("a", [1], Lasting(TimeSpan.FromHours(1)))).Should().ThrowAsync<Exception>();
        New().Invoking(cache => cache.Set("a", [1], Lasting(TimeSpan.FromHours(1)))).Should().Throw<Exception>();

        Directory.GetFiles(Folder).Should().BeEmpty();
    }

    [Fact]
    public void Options_that_make_no_store_are_refused()
    {
        Making(new()).Should().Throw<ArgumentException>().WithMessage("*Directory*");
        Making(new() { Directory = Folder, MaxBytes = 0 }).Should().Throw<ArgumentException>().WithMessage("*MaxBytes*");
        Making(new() { Directory = Folder, MaxAge = TimeSpan.Zero }).Should().Throw<ArgumentException>().WithMessage("*MaxAge*");
        Making(new() { Directory = Folder, CleanupInterval = TimeSpan.Zero }).Should().Throw<ArgumentException>().WithMessage("*CleanupInterval*");

        static Action Making(FileDistributedCacheOptions options) => () => new FileDistributedCache(options).Dispose();
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private static DistributedCacheEntryOptions Lasting(TimeSpan time) => new() { AbsoluteExpirationRelativeToNow = time };

    private FileDistributedCache New() => new(new() { Directory = Folder }, _clock);

    private ChainUnderTest Chain() => new(options =>
    {
        options.ResponseCaching.Directory = Folder;
        options.ResponseCaching.InProcessTimeToLive = TimeSpan.Zero;
    });
}
