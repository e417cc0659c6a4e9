using PromptCaching.Storage.Files;
using PromptCaching.Testing;

namespace PromptCaching.Tests.Storage.Files;

public sealed class EntryDirectoryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("promptcaching-");
    private readonly ManualTimeProvider _clock = new();
    private readonly EntryDirectory _directory;

    public EntryDirectoryTests() => _directory = new EntryDirectory(_folder.FullName);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_is_gone_is_deleted_and_what_is_no_file_is_not()
    {
        File.WriteAllText(_directory.PathOf("a"), "");

        EntryDirectory.TryDelete(_directory.PathOf("a")).Should().BeTrue();
        File.Exists(_directory.PathOf("a")).Should().BeFalse();
        EntryDirectory.TryDelete(_directory.PathOf("a")).Should().BeTrue();
        EntryDirectory.TryDelete(_folder.FullName).Should().BeFalse();
        EntryDirectory.TryOpen(_directory.PathOf("a"), FileOptions.None).Should().BeNull();
    }

    [Fact]
    public void A_lock_is_one_s_until_it_is_let_go()
    {
        using (var first = _directory.TryLock(_directory.PathOf("lock")))
        {
            first.Should().NotBeNull();
            _directory.TryLock(_directory.PathOf("lock")).Should().BeNull();
        }

        using var second = _directory.TryLock(_directory.PathOf("lock"));
        second.Should().NotBeNull();
    }

    [Fact]
    public void A_new_file_is_new()
    {
        _directory.CreateFile(_directory.PathOf("a"), FileOptions.None).Dispose();

        _directory.Invoking(it => it.CreateFile(it.PathOf("a"), FileOptions.None)).Should().Throw<IOException>();
    }

    [Fact]
    public void A_directory_that_is_not_there_has_no_files_and_is_made_for_the_first()
    {
        var below = new EntryDirectory(_directory.PathOf("below"));
        below.Files().Should().BeEmpty();

        below.CreateFile(below.PathOf("a"), FileOptions.None).Dispose();

        File.Exists(below.PathOf("a")).Should().BeTrue();
    }

    [Fact]
    public void A_stamp_is_as_old_as_its_renewal_and_one_from_the_future_is_old()
    {
        var stamp = new CleanUpStamp(_directory, _clock);
        stamp.IsOlderThan(TimeSpan.FromHours(1)).Should().BeTrue("there is none");
        stamp.Renew();
        stamp.IsOlderThan(TimeSpan.FromHours(1)).Should().BeFalse();
        _clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        stamp.IsOlderThan(TimeSpan.FromHours(1)).Should().BeFalse();
        _clock.Advance(TimeSpan.FromTicks(1));
        stamp.IsOlderThan(TimeSpan.FromHours(1)).Should().BeTrue();

        File.SetLastWriteTimeUtc(_directory.PathOf(".cleaned"), _clock.GetUtcNow().UtcDateTime.AddMinutes(1));
        stamp.IsOlderThan(TimeSpan.FromHours(1)).Should().BeTrue();
        new CleanUpStamp(new EntryDirectory(_directory.PathOf("none")), _clock).IsOlderThan(TimeSpan.Zero).Should().BeFalse();
    }
}
