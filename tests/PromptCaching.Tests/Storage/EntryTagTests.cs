using System.Buffers.Binary;
using System.Security.Cryptography;
using PromptCaching.Storage;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Storage;

public sealed class EntryTagTests
{
    private static readonly byte[] _secret = SHA256.HashData("secret"u8);

    public static TheoryData<string, int> Sizes
    {
        get
        {
            var sizes = new TheoryData<string, int>();
            foreach (var key in (string[])["", "llm:key", "schlüssel", new string('k', 1_400)])
            {
                foreach (var length in (int[])[0, 1, 4_059, 4_060, 4_062, 4_096, 100_000])
                {
                    sizes.Add(key, length);
                }
            }

            return sizes;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void It_is_an_hmac_over_the_key_behind_its_length_and_every_byte(string key, int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        var prefix = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(prefix, key.Utf8().Length);
        var tag = new byte[EntryTag.Length];

        EntryTag.Write(key, bytes, _secret, tag);

        tag.Should().Equal(HMACSHA256.HashData(_secret, (byte[])[.. prefix, .. key.Utf8(), .. bytes]));
        EntryTag.IsRight(key, bytes, _secret, tag).Should().BeTrue();
        EntryTag.IsRight(key + "x", bytes, _secret, tag).Should().BeFalse();
    }
}
