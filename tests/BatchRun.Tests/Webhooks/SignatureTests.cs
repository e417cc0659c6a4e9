using System.Security.Cryptography;
using System.Text;
using BatchRun.Webhooks;

namespace BatchRun.Tests.Webhooks;

public sealed class SignatureTests
{
    [Fact]
    public void It_is_the_hmac_of_id_time_and_body()
    {
        using var hmac = new HMACSHA256("secret"u8.ToArray());

        var expected = Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes("id.1700000000.{}")));
        Signature.Of("secret", "id", "1700000000", "{}").Should().Be($"v1,{expected}");
    }

    [Theory]
    [InlineData("other", "id", "1", "{}")]
    [InlineData("secret", "other", "1", "{}")]
    [InlineData("secret", "id", "2", "{}")]
    [InlineData("secret", "id", "1", "{ }")]
    public void Whatever_is_changed_breaks_it(string secret, string id, string timestamp, string body)
    {
        var signature = Signature.Of("secret", "id", "1", "{}");

        Signature.IsGood(signature, "secret", "id", "1", "{}").Should().BeTrue();
        Signature.IsGood(signature, secret, id, timestamp, body).Should().BeFalse();
    }
}
