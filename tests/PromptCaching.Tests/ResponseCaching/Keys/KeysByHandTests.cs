using System.Buffers.Binary;
using System.Security.Cryptography;
using PromptCaching.Http;
using PromptCaching.ResponseCaching.Keys;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.Keys;

/// <summary>Keys lie in stores for longer than a version of this library: what they are made from may change only together with its format's number.</summary>
public sealed class KeysByHandTests
{
    private const string ApiKey = "sk-ant-api03-x";

    [Fact]
    public void A_key_is_an_hmac_over_envelope_members_and_user()
    {
        const string body = """{"n":1.50,"model":"m","stream":true,"metadata":{"user_id":"u1"},"list":[true,null,{"b":"x","a":2}]}""";
        byte[] written =
        [
            .. Given("PromptCaching/3"), .. Given("POST"), .. Given("https://api.anthropic.com/v1/messages"), .. Absent, .. Given("2023-06-01"),
            .. Given("beta-1"), .. Given("anthropic-workspace-id:w"), .. Given("key:" + Convert.ToHexString(Derive("scope"))),
            .. Int(3),
            .. Part("n"), (byte)'#', .. Part("15e-1"),
            .. Part("model"), (byte)'"', .. Part("m"),
            .. Part("list"), .. "[tn{"u8, .. Part("b"), (byte)'"', .. Part("x"), .. Part("a"), (byte)'#', .. Part("2"), .. "}]"u8,
            (byte)'u', .. Part("u1"),
        ];

        Read(body).Key.Text.Should().Be("m:" + Url(HMACSHA256.HashData(Derive("secret"), written)));
    }

    [Fact]
    public void Earlier_secrets_have_keys_of_their_own()
    {
        var before = Read("{}", new CacheSecrets("one", [])).Key;
        var now = Read("{}", new CacheSecrets("two", ["one", "zero"]));

        now.PreviousKeys.Should().HaveCount(2).And.HaveElementAt(0, before).And.OnlyHaveUniqueItems().And.NotContain(now.Key);
    }

    [Theory]
    [InlineData("claude-haiku-5-5", "claude-haiku-5-5")]
    [InlineData("A.b_c-9", "A.b_c-9")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123", "0123456789012345678901234567890123456789012345678901234567890123")]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234", "other")]
    [InlineData("my/model", "other")]
    [InlineData("", "other")]
    [InlineData(null, "other")]
    public void A_model_stands_before_the_key_where_it_looks_like_one(string? model, string expected) =>
        CacheKey.Of([], [], model, []).Text.Should().StartWith(expected + ":").And.HaveLength(expected.Length + 44);

    [Fact]
    public void Further_answers_to_a_question_are_numbered_behind_its_key()
    {
        new CacheKey("k").Alternative(0).Text.Should().Be("k");
        new CacheKey("k").Alternative(1).Text.Should().Be("k-1");
        new CacheKey("k").Alternative(12).Text.Should().Be("k-12");
    }

    private static Question Read(string body, CacheSecrets? secrets = null)
    {
        using var request = ChainUnderTest.Post(body.Utf8());
        request.Headers.Add("x-api-key", ApiKey);
        request.Headers.Add("anthropic-beta", "beta-1");
        request.Headers.Add("Anthropic-Workspace-Id", "w");
        var caller = Caller.Of(request, null, new ClaudeConnection("other", ClaudeDefaults.BaseAddress, "2023-06-01", null), []);
        return Question.Read(body.Utf8(), default, new Envelopes(() => secrets ?? CacheSecrets.FromKeys).Of(caller)!, default)!;
    }

    private static byte[] Absent => [(byte)'-', 0, 0, 0, 0];

    private static byte[] Given(string text) => [(byte)'+', .. Part(text)];

    private static byte[] Part(string text) => [.. Int(text.Utf8().Length), .. text.Utf8()];

    private static byte[] Int(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return bytes;
    }

    private static byte[] Derive(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, ApiKey.Utf8(), 32, info: ("PromptCaching/1/" + purpose).Utf8());

    private static string Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
