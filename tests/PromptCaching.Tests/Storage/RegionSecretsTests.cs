using System.Security.Cryptography;
using PromptCaching.Storage;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Storage;

/// <summary>What seals and names applications' values: it may change only when all that is stored may be lost.</summary>
public sealed class RegionSecretsTests
{
    [Fact]
    public void One_secret_seals_and_another_makes_keys()
    {
        var secrets = new RegionSecrets("source"u8);

        secrets.Seal.ToArray().Should().Equal(Derive("source"u8.ToArray(), "values"));
        secrets.Keys.ToArray().Should().Equal(Derive("source"u8.ToArray(), "keys of values"));
    }

    [Fact]
    public void What_is_configured_goes_before_the_store_s_own_and_that_before_the_api_key()
    {
        byte[] stores = [1, 2, 3];

        SealOf("configured", stores, "key").Should().Equal(Derive("configured".Utf8(), "values"));
        SealOf(null, stores, "key").Should().Equal(Derive(stores, "values"));
        SealOf(null, null, "key").Should().Equal(Derive("key".Utf8(), "values"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void With_none_of_them_values_are_for_this_process_alone(string? apiKey) =>
        SealOf(null, null, apiKey).Should().HaveCount(32).And.NotEqual(SealOf(null, null, apiKey));

    [Fact]
    public void A_scope_s_part_of_a_key_is_sixteen_bytes_of_an_hmac() =>
        RegionKeys.OfScope("secret"u8, "team").Should().Be(
            Convert.ToBase64String(HMACSHA256.HashData("secret"u8, "PromptCaching/1/scope\0team"u8).AsSpan(0, 16)).TrimEnd('=').Replace('+', '-').Replace('/', '_'));

    private static byte[] SealOf(string? configured, byte[]? stores, string? apiKey) => RegionSecrets.Of(configured, stores, apiKey).Seal.ToArray();

    private static byte[] Derive(byte[] source, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, source, 32, salt: [], info: ("PromptCaching/1/" + purpose).Utf8());
}
