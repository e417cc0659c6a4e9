using System.Text;
using CostExplorer.Workloads;

namespace CostExplorer.Tests.Workloads;

public sealed class WorkloadLineTests
{
    [Fact]
    public void The_body_keeps_its_bytes()
    {
        var request = Parse("""{"body" : { "a":1.0,  "b":"\u00e9" } , "at": 32.491, "conversation":"c"}""");

        (request.At, request.Conversation).Should().Be((TimeSpan.FromMilliseconds(32491), "c"));
        Encoding.UTF8.GetString(request.Body.Span).Should().Be("""{ "a":1.0,  "b":"\u00e9" }""");
    }

    [Theory]
    [InlineData("nonsense", "is not JSON")]
    [InlineData("[]", "is not an object")]
    [InlineData("""{"at":1,"body":{}} x""", "is not JSON")]
    [InlineData("""{"at":1,"body":{}""", "is not JSON")]
    [InlineData("""{"body":{}}""", "has no \"at\"")]
    [InlineData("""{"at":1}""", "has no \"body\"")]
    [InlineData("""{"at":-1,"body":{}}""", "has an \"at\" that is no number of seconds from 0 on")]
    [InlineData("""{"at":"1","body":{}}""", "has an \"at\" that is no number of seconds from 0 on")]
    [InlineData("""{"at":1,"body":"{}"}""", "has a body that is not an object")]
    public void A_line_that_is_no_request_says_why(string line, string reason) =>
        FluentActions.Invoking(() => Parse(line)).Should().Throw<BadLineException>().WithMessage(reason);

    private static TimedRequest Parse(string line) => WorkloadLine.Parse(Encoding.UTF8.GetBytes(line));
}
