using System.Buffers.Binary;
using System.Security.Cryptography;
using PromptCaching.Storage;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Storage;

/// <summary>Labels lie in stores for as long as entries do, so what they are made from must not change.</summary>
public sealed class EntryLabelTests
{
    public static TheoryData<string> Names => ["", "a", "ümlaut", new string('n', 82), new string('n', 83), new string('n', 10_000), new string('ü', 5_000)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_label_is_a_hash_of_its_kind_and_its_name(string name)
    {
        EntryLabel.Region(name).Should().Be(new EntryLabel(HashOf("region\0" + name), 0));
        EntryLabel.Scope(name).Should().Be(new EntryLabel(HashOf("scope\0" + name), 0));
        EntryLabel.Tag(name).Should().Be(new EntryLabel(HashOf("tag\0" + name), 0));
        EntryLabel.ContentOf(name, "v1").Should().Be(new EntryLabel(HashOf("content\0" + name), HashOf("hash\0v1")));
        EntryLabel.Everything.Should().Be(new EntryLabel(HashOf("everything\0"), 0));
    }

    [Fact]
    public void Another_content_of_the_same_name_has_another_hash() =>
        EntryLabel.ContentOf("a", "1").Should().Match<EntryLabel>(one => one.Name == EntryLabel.ContentOf("a", "2").Name)
            .And.NotBe(EntryLabel.ContentOf("a", "2"));

    private static ulong HashOf(string text) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(text.Utf8()));
}
