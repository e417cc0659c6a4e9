using System.Buffers.Binary;
using System.Security.Cryptography;
using PromptCaching.Storage;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Storage;

/// <summary>Values that applications stored are found by their keys for as long as stores keep them.</summary>
public sealed class RegionKeysByHandTests
{
    private static readonly byte[] _secret = SHA256.HashData("secret"u8);

    [Fact]
    public void A_key_is_an_hmac_over_its_format_the_model_and_each_parameter_by_kind_and_length()
    {
        byte[] told =
        [
            .. Part('s', "PromptCaching/1/key"), .. Part('s', "model"), .. Part('s', "text"), .. Part('n', ""), .. Part('t', ""), .. Part('f', ""),
            .. Part('i', "7"), .. Part('m', "1.5"), .. Part('d', "0.1"), .. Part('g', "00:00:01"), .. Part('u', "https://a.example"), .. Part('b', "bytes"),
            .. Part('o', "2026-01-02"), .. Part('e', "System.DayOfWeek\0" + "2"),
        ];

        var key = RegionKeys.Of(
            _secret, "model",
            ["text", null, true, false, 7L, 1.50m, 0.1, TimeSpan.FromSeconds(1), new Uri("https://a.example"), "bytes".Utf8(), new DateOnly(2026, 1, 2), DayOfWeek.Tuesday]);

        key.Should().Be("model:" + Convert.ToBase64String(HMACSHA256.HashData(_secret, told)).TrimEnd('=').Replace('+', '-').Replace('/', '_'));
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_model_of_64_letters_stands_in_its_key_and_a_longer_one_by_its_hash(int length, bool stands)
    {
        var model = new string('m', length);

        var name = RegionKeys.Of(_secret, model, []).Split(':')[0];

        name.Should().Be(stands ? model : Convert.ToHexString(SHA256.HashData(model.Utf8()).AsSpan(0, 16)));
    }

    private static byte[] Part(char kind, string text)
    {
        var length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, text.Utf8().Length);
        return [(byte)kind, .. length, .. text.Utf8()];
    }
}
