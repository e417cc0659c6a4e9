using System.Text;
using PromptCaching.AspNetCore.Gateway;

namespace PromptCaching.AspNetCore.Tests.Gateway;

public sealed class ResultAddressesTests
{
    [Theory]
    [InlineData("""{"results_url":"https://api/v1/x"}""", """{"results_url":"http://here/v1/x"}""")]
    [InlineData("""{ "a" : 1.50, "results_url" : "https:\/\/api\/v1\/x" }""", """{ "a" : 1.50, "results_url" : "http://here/v1/x" }""")]
    [InlineData("""{"data":[{"results_url":"https://api/1"},{"results_url":"https://api/2"}]}""", """{"data":[{"results_url":"http://here/1"},{"results_url":"http://here/2"}]}""")]
    [InlineData("""{"results_url":null}""", """{"results_url":null}""")]
    [InlineData("""{"results_url":"https://apis/v1/x"}""", """{"results_url":"https://apis/v1/x"}""")]
    [InlineData("""{"text":"https://api/v1/x"}""", """{"text":"https://api/v1/x"}""")]
    [InlineData("no json", "no json")]
    public void Addresses_of_results_lead_to_the_gateway_and_every_other_byte_stays(string body, string expected) =>
        Encoding.UTF8.GetString(ResultAddresses.Replace(Encoding.UTF8.GetBytes(body), "https://api", "http://here").Span).Should().Be(expected);
}
