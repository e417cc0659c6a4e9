using System.Buffers;
using PromptCaching.Storage.Files;

namespace PromptCaching.Tests.Storage.Files;

public sealed class EntryLayoutTests
{
    private static readonly DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly byte[] _file = Whole("key", [1, 2, 3, 4, 5], _now.AddHours(1));

    [Fact]
    public void What_is_written_is_read() => Read(_file).Should().Equal(1, 2, 3, 4, 5);

    [Fact]
    public void A_file_that_is_cut_anywhere_is_a_miss()
    {
        for (var length = 0; length < _file.Length; length++)
        {
            Read(_file[..length]).Should().BeNull();
            Read([.. _file[..length], .. new byte[_file.Length - length]]).Should().BeNull("of {0} bytes only {1} were on the disk", _file.Length, length);
        }
    }

    [Fact]
    public void A_file_with_any_bit_changed_is_a_miss()
    {
        for (var bit = 0; bit < _file.Length * 8; bit++)
        {
            var changed = _file.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Read(changed).Should().BeNull();
        }
    }

    [Fact]
    public void A_file_with_something_behind_it_is_a_miss() => Read([.. _file, 0]).Should().BeNull();

    [Fact]
    public void An_entry_of_another_key_is_a_miss() => Read(Whole("kez", [1], _now.AddHours(1))).Should().BeNull();

    [Fact]
    public void An_entry_ends_at_its_time() => Read(Whole("key", [1], _now)).Should().BeNull();

    [Theory]
    [InlineData("0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF.entry", true, false)]
    [InlineData("0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF.entry.0123456789ABCDEF", false, true)]
    [InlineData("0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF.entry.0123456789ABCDEG", false, false)]
    [InlineData("G123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF.entry", false, false)]
    [InlineData("data.entry", false, false)]
    [InlineData(".secret", false, false)]
    [InlineData("", false, false)]
    public void Only_names_that_the_store_gives_are_its_own(string name, bool isEntry, bool isUnfinished)
    {
        EntryName.IsEntry(name).Should().Be(isEntry);
        EntryName.IsUnfinished(name).Should().Be(isUnfinished);
    }

    [Fact]
    public void Names_are_given_by_key_and_by_chance()
    {
        EntryName.IsEntry(EntryName.Of("key")).Should().BeTrue();
        EntryName.Of("key").Should().Be(EntryName.Of("key")).And.NotBe(EntryName.Of("Key"));
        EntryName.IsUnfinished(EntryName.Unfinished(EntryName.Of("key"))).Should().BeTrue();
        EntryName.Unfinished(EntryName.Of("key")).Should().NotBe(EntryName.Unfinished(EntryName.Of("key")));
    }

    private static byte[]? Read(byte[] file) => EntryLayout.TryRead(file, "key", _now)?.ToArray();

    private static byte[] Whole(string key, byte[] value, DateTimeOffset expiresAt) =>
        [.. EntryLayout.Write(key, new ReadOnlySequence<byte>(value), expiresAt).SelectMany(part => part.ToArray())];
}
