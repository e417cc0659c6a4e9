using System.Buffers.Binary;
using System.Security.Cryptography;
using PromptCaching.Storage;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Storage;

public sealed class EntryCipherTests
{
    private const int Header = 5;
    private static readonly byte[] _first = SHA256.HashData("first"u8);
    private static readonly byte[] _second = SHA256.HashData("second"u8);
    private static readonly byte[] _secret = SHA256.HashData("secret"u8);

    /// <summary>Whoever has the keys can open an entry by hand: what is bound to it is the full key behind its length, the header and the key's id.</summary>
    [Fact]
    public void An_entry_is_what_it_is_said_to_be()
    {
        var entry = Encrypt("schlüssel", "payload".Utf8());

        var id = EntryHeader.IdOf(_first);
        BinaryPrimitives.ReadUInt32BigEndian(entry.AsSpan(Header)).Should().Be(id);
        var plain = new byte[7];
        using var cipher = new AesGcm(HMACSHA256.HashData(_first, _secret), 16);
        cipher.Decrypt(
            entry.AsSpan(Header + 4, 12), entry.AsSpan(Header + 16, 7), entry.AsSpan(Header + 23), plain,
            (byte[])[0, 0, 0, 10, .. "schlüssel".Utf8(), .. entry[..(Header + 4)]]);
        plain.Should().Equal("payload".Utf8());
        EntryCipher.PayloadLength(entry.Length, Header).Should().Be(7);
    }

    [Fact]
    public void A_key_and_a_header_that_together_read_the_same_are_not_the_same()
    {
        var entry = Encrypt("key", "payload".Utf8());
        var shifted = (byte[])[(byte)'y', .. entry];

        EntryCipher.TryDecrypt(Keys, "key", _secret, entry, Header, new byte[7]).Should().BeTrue();
        EntryCipher.TryDecrypt(Keys, "ke", _secret, shifted, Header + 1, new byte[7]).Should().BeFalse();
    }

    [Fact]
    public void Where_nobody_has_the_key_nothing_opens() =>
        EntryCipher.TryDecrypt(EncryptionKeys.Of([Convert.ToBase64String(_second)])!, "key", _secret, Encrypt("key", [1]), Header, new byte[1]).Should().BeFalse();

    [Fact]
    public void Keys_are_32_bytes_in_base64_each_once()
    {
        var (first, second) = (Convert.ToBase64String(_first), Convert.ToBase64String(_second));

        EncryptionKeys.Of([]).Should().BeNull();
        EncryptionKeys.Of([second, first])!.FirstId.Should().Be(EntryHeader.IdOf(_second));
        EncryptionKeys.ProblemOf([]).Should().BeNull();
        EncryptionKeys.ProblemOf([first, second]).Should().BeNull();
        EncryptionKeys.ProblemOf(null).Should().Be("is null; set a list of keys, or an empty one for no encryption.");
        EncryptionKeys.ProblemOf([first, first]).Should().Be("has a key twice; name each once, the one that encrypts first.");
        foreach (var wrong in (string?[])[null, "", "not base64!", Convert.ToBase64String(new byte[31]), Convert.ToBase64String(new byte[33])])
        {
            EncryptionKeys.ProblemOf([first, wrong!]).Should().StartWith("has as item 1 something that is not 32 bytes in base64");
        }
    }

    private static EncryptionKeys Keys => EncryptionKeys.Of([Convert.ToBase64String(_first)])!;

    private static byte[] Encrypt(string key, byte[] payload)
    {
        var entry = new byte[Header + payload.Length + EntryCipher.Overhead];
        entry.AsSpan(0, Header).Fill(7);
        EntryCipher.Encrypt(Keys, key, _secret, payload, entry, Header);
        return entry;
    }
}
