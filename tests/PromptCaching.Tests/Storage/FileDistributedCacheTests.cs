using Microsoft.Extensions.Caching.Distributed;
using PromptCaching.Storage;
using PromptCaching.Testing;
using PromptCaching.Tests.ResponseCaching;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Storage;

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
    public async Task The_files_of_expired_entries_and_of_writers_that_died_go_when_the_next_instance_writes()
    {
        await New().SetAsync("old", [1], Lasting(TimeSpan.FromSeconds(10)));
        var dead = Directory.GetFiles(Folder).Single() + ".0123456789ABCDEF";
        await File.WriteAllBytesAsync(dead, [1, 2, 3]);
        File.SetLastWriteTimeUtc(dead, _clock.GetUtcNow().UtcDateTime);
        _clock.Advance(TimeSpan.FromDays(2));

        await New().SetAsync("new", [2], Lasting(TimeSpan.FromHours(1)));

        Directory.GetFiles(Folder).Should().ContainSingle();
        (await New().GetAsync("new")).Should().Equal(2);
    }

    [Fact]
    public async Task A_file_that_somebody_else_holds_or_removes_does_not_keep_a_write_from_succeeding()
    {
        await New().SetAsync("old", [1], Lasting(TimeSpan.FromSeconds(10)));
        Directory.CreateDirectory(Path.Combine(Folder, "a folder.entry"));
        File.CreateSymbolicLink(Path.Combine(Folder, "dangling.entry"), Path.Combine(Folder, "nothing"));

        await New().Invoking(cache => cache.SetAsync("new", [2], Lasting(TimeSpan.FromHours(1)))).Should().NotThrowAsync();

        (await New().GetAsync("new")).Should().Equal(2);
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
    [InlineData(200)]
    public async Task Garbage_in_a_file_is_a_miss(int length)
    {
        using var chain = Chain();
        await chain.AskAsync(Questions.Json);
        var file = Directory.GetFiles(Folder).Single();
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
        Path.GetFileName(Directory.GetFiles(Folder).Single()).Should().MatchRegex("^[0-9A-F]{64}\\.entry$");
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
    public void The_synchronous_calls_are_refused_with_a_sentence() =>
        New().Invoking(cache => cache.Get("a")).Should().Throw<NotSupportedException>().WithMessage("*asynchronous only*");

    public void Dispose() => _directory.Delete(recursive: true);

    private static DistributedCacheEntryOptions Lasting(TimeSpan time) => new() { AbsoluteExpirationRelativeToNow = time };

    private FileDistributedCache New() => new(Folder, _clock);

    private ChainUnderTest Chain() => new(options => options.ResponseCaching.Directory = Folder);
}
