using System.Text;
using PromptCaching.Bodies;
using PromptCaching.Clouds;
using PromptCaching.Http;

namespace PromptCaching.Tests.Clouds;

public sealed class GoogleCloudBodyTests
{
    private const string Version = "\"anthropic_version\":\"vertex-2023-10-16\"";

    [Theory]
    [InlineData("{\"model\":\"claude-opus-5-5\",\"max_tokens\":1.0}", "{" + Version + ",\"max_tokens\":1.0}")]
    [InlineData("{ \"x\":\"\\u00e4\" , \"model\" : \"claude-opus-5-5\" }", "{ \"x\":\"\\u00e4\" , " + Version + " }")]
    [InlineData("{\"a\":{\"model\":\"other\"},\"model\":\"claude-opus-5-5\"}", "{\"a\":{\"model\":\"other\"}," + Version + "}")]
    public async Task The_version_stands_where_the_model_stood_and_nothing_else_moves(string body, string expected)
    {
        var translated = GoogleCloudBody.Of(Encoding.UTF8.GetBytes(body), ClaudeEndpoint.Messages);

        translated.Model.Should().Be("claude-opus-5-5");
        using var spliced = new SplicedContent(Encoding.UTF8.GetBytes(body), translated.Splices);
        (await spliced.ReadAsStringAsync()).Should().Be(expected);
    }

    [Theory]
    [InlineData("claude-sonnet-4-5-20250929", "claude-sonnet-4-5@20250929")]
    [InlineData("claude-sonnet-4-5@20250929", "claude-sonnet-4-5@20250929")]
    [InlineData("claude-opus-5-5", "claude-opus-5-5")]
    [InlineData("20250929", "20250929")]
    public void Only_a_date_is_spelled_otherwise(string model, string expected) => GoogleCloudModel.Of(model).Should().Be(expected);

    [Theory]
    [InlineData("{\"stream\":true,\"model\":\"m\"}", true)]
    [InlineData("{\"stream\":false,\"model\":\"m\"}", false)]
    [InlineData("{\"model\":\"m\"}", false)]
    public void Whether_it_streams_is_read_off_the_body(string body, bool isStream) =>
        GoogleCloudBody.Of(Encoding.UTF8.GetBytes(body), ClaudeEndpoint.Messages).IsStream.Should().Be(isStream);

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"model\":\"a\",\"model\":\"b\"}")]
    [InlineData("{\"model\":7}")]
    public void A_body_without_one_model_is_none_for_the_cloud(string body)
    {
        var translating = () => GoogleCloudBody.Of(Encoding.UTF8.GetBytes(body), ClaudeEndpoint.Messages);

        translating.Should().Throw<FormatException>();
    }

    [Theory]
    [InlineData("global", "https://aiplatform.googleapis.com/")]
    [InlineData("eu", "https://aiplatform.eu.rep.googleapis.com/")]
    [InlineData("europe-west1", "https://europe-west1-aiplatform.googleapis.com/")]
    public void Each_kind_of_location_has_its_host(string location, string expected) =>
        new GoogleCloudEndpoint("p", location).BaseAddress.Should().Be(new Uri(expected));

    [Fact]
    public void A_proxy_s_path_stays_and_names_cannot_break_out_of_theirs()
    {
        var body = new GoogleCloudBody("../../evil?x", false, []);

        new GoogleCloudEndpoint("a/b", "us").AddressOf(new Uri("https://proxy.example.com/google/v1/messages?beta=true"), ClaudeEndpoint.Messages, body)
            .AbsoluteUri.Should().Be("https://proxy.example.com/google/v1/projects/a%2Fb/locations/us/publishers/anthropic/models/..%2F..%2Fevil%3Fx:rawPredict");
    }
}
