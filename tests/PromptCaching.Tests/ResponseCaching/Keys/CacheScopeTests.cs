using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using PromptCaching.ResponseCaching.Keys;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.Keys;

/// <summary>Whose answers a call may see, by what it brings: K is an API key, T any other token, C the configured key, I the configured identity.</summary>
public sealed class CacheScopeTests
{
    private const string Key = "sk-ant-api03-k";

    [Theory]
    [InlineData(null, null, null, null, null, null)]
    [InlineData(null, Key, null, null, null, "key")]
    [InlineData(null, "", null, Key, null, "key")]
    [InlineData(null, " ", null, null, null, null)]
    [InlineData(null, null, "Bearer " + Key, null, null, "key")]
    [InlineData(null, null, "bearer " + Key, null, null, "key")]
    [InlineData(null, null, Key, null, null, "key")]
    [InlineData(null, null, "Bearer token", null, null, null)]
    [InlineData(null, null, "Bearer token", Key, "me", null)]
    [InlineData(null, Key, "Bearer token", Key, "me", null)]
    [InlineData(null, null, null, Key, null, "key")]
    [InlineData(null, null, null, null, "me", "client")]
    [InlineData(null, Key, null, null, "me", "key")]
    [InlineData("team", null, "Bearer token", null, null, "scope")]
    [InlineData("team", Key, null, null, "me", "scope")]
    [InlineData("team", null, null, null, null, null)]
    public void It_is_the_one_asked_for_or_the_key_s_or_the_client_s_and_a_token_that_changes_hands_has_none(
        string? scope, string? apiKey, string? authorization, string? configured, string? identity, string? expected)
    {
        var found = CacheScope.Of(Caller(scope, apiKey, authorization, configured, identity), Secrets());

        (found?.Name.Split(':')[0]).Should().Be(expected);
        if (expected == "scope")
        {
            found!.Name.Should().Be("scope:team");
        }
    }

    [Fact]
    public void A_token_is_a_secret_but_says_not_whose_call_it_is()
    {
        var one = CacheScope.Of(Caller("team", null, "Bearer one", null, null), Secrets())!;
        var two = CacheScope.Of(Caller("team", null, "Bearer two", null, null), Secrets())!;

        one.Name.Should().Be(two.Name);
        one.Secret.Should().HaveCount(32).And.NotEqual(two.Secret);
    }

    [Fact]
    public void A_key_beside_a_key_in_the_other_header_is_another_caller()
    {
        string?[] names =
        [
            CacheScope.Of(Caller(null, Key, "Bearer sk-ant-api-t", null, null), Secrets())?.Name,
            CacheScope.Of(Caller(null, Key, null, null, null), Secrets())?.Name,
            CacheScope.Of(Caller(null, null, "Bearer sk-ant-api-t", null, null), Secrets())?.Name,
        ];

        names.Should().NotContainNulls().And.OnlyHaveUniqueItems();
    }

    [Fact]
    public void Names_and_secrets_are_made_of_all_that_a_caller_brings()
    {
        var ofThisProcess = new SecretOfThisProcess(hasStore: false, NullLogger.Instance);
        var pair = CacheScope.Of(Caller(null, Key, "Bearer sk-ant-api-t", null, null), Secrets())!;
        var client = CacheScope.Of(Caller(null, null, null, null, "me"), Secrets(ofThisProcess))!;

        pair.Name.Should().Be("key:" + Convert.ToHexString(Derive(Key + "\nsk-ant-api-t", "scope")));
        pair.Secret.Should().Equal(Derive(Key + "\nsk-ant-api-t", "secret"));
        client.Name.Should().Be("client:" + Convert.ToHexString(Derive("me", "scope")));
        client.Secret.Should().Equal(Derive(ofThisProcess.Take(), "secret"));
    }

    [Fact]
    public void An_identity_is_no_secret_so_what_seals_its_answers_is_this_process_s_own()
    {
        var caller = Caller(null, null, null, null, "me");
        var (one, two) = (CacheScope.Of(caller, Secrets())!, CacheScope.Of(caller, Secrets())!);

        one.Name.Should().Be(two.Name);
        one.Secret.Should().NotEqual(two.Secret);
        CacheScope.Of(caller, CacheSecrets.FromKeys).Should().BeNull();
    }

    [Fact]
    public void A_configured_secret_goes_before_the_caller_s_key_and_names_stay()
    {
        var caller = Caller(null, Key, null, null, null);
        var own = CacheScope.Of(caller, CacheSecrets.FromKeys)!;
        var configured = CacheScope.Of(caller, new CacheSecrets("now", [Key]))!;

        configured.Name.Should().Be(own.Name);
        configured.Secret.Should().NotEqual(own.Secret);
        configured.PreviousSecrets.Should().ContainSingle().Which.Should().Equal(own.Secret);
    }

    private static CacheSecrets Secrets(SecretOfThisProcess? ofThisProcess = null) =>
        CacheSecrets.FromKeys with { OfThisProcess = ofThisProcess ?? new SecretOfThisProcess(hasStore: false, NullLogger.Instance) };

    private static byte[] Derive(string from, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, from.Utf8(), 32, info: ("PromptCaching/1/" + purpose).Utf8());

    private static Caller Caller(string? scope, string? apiKey, string? authorization, string? configured, string? identity) =>
        new("POST", "https://a", null, "v", null, null, scope, apiKey, authorization, configured, identity);
}
