using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptCaching.Testing.Tests.Validation;

/// <summary>Method, path, headers and bytes: whatever comes, the answer has the shape of the API.</summary>
public sealed class ProtocolTests : IDisposable
{
    private readonly Server _server = new();

    public static TheoryData<string, string> Bodies => new()
    {
        { "deep nesting", new string('[', 5000) + new string(']', 5000) },
        { "deep nesting in a block", "{\"model\":\"m\",\"max_tokens\":1,\"messages\":" + new string('[', 100) + new string(']', 100) + "}" },
        { "a huge number", Question("\"max_tokens\":1e999999") },
        { "half a surrogate pair", Question("\"system\":\"\\udc00\"") },
        { "a NUL", Question("\"system\":\"\0\"") },
        { "a string", "\"Hi\"" },
        { "null", "null" },
        { "two values", "{}{}" },
        { "a comment", "{/* */}" },
    };

    public void Dispose() => _server.Dispose();

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_that_makes_no_sense_is_a_bad_request(string fault, string body) =>
        (await TypeAsync(Server.Post(body), 400)).Should().Be("invalid_request_error", fault);

    [Fact]
    public async Task Bytes_that_are_no_text_are_a_bad_request()
    {
        using var request = Server.Post("");
        request.Content = new ByteArrayContent([(byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)':', (byte)'1', (byte)'}']);

        (await TypeAsync(request, 400)).Should().Be("invalid_request_error");
    }

    [Theory]
    [InlineData("GET", "/v1/messages", 405, "invalid_request_error")]
    [InlineData("DELETE", "/v1/messages/count_tokens", 405, "invalid_request_error")]
    [InlineData("GET", "/v1/nowhere", 404, "not_found_error")]
    public async Task A_known_path_has_its_method(string method, string path, int status, string type)
    {
        using var request = Server.Post("{}", path);
        request.Method = new HttpMethod(method);

        (await TypeAsync(request, status)).Should().Be(type);
    }

    [Theory]
    [InlineData("text/plain", 400)]
    [InlineData("application/json; charset=utf-8", 200)]
    [InlineData(null, 200)]
    public async Task A_body_that_calls_itself_something_else_is_refused(string? mediaType, int status)
    {
        using var request = Server.Post("");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Question("\"max_tokens\":1")));
        request.Content.Headers.ContentType = mediaType is null ? null : MediaTypeHeaderValue.Parse(mediaType);
        using var response = await _server.SendAsync(request);

        ((int)response.StatusCode).Should().Be(status);
    }

    [Fact]
    public async Task The_version_of_October_2026_takes_no_sampling_parameters()
    {
        var request = Some.Request("claude-sonnet-4-5").User("Hi").With("temperature", 1);

        (await ErrorAsync(request)).Should().Be("temperature: Extra inputs are not permitted");
        (await _server.AskAsync(request)).Status.Should().Be(200, "the older version does");
    }

    [Fact]
    public async Task Nor_documents_of_the_assistant()
    {
        var document = new JsonObject
        {
            ["type"] = "document", ["source"] = new JsonObject { ["type"] = "text", ["media_type"] = "text/plain", ["data"] = "x" },
        };

        (await ErrorAsync(Some.Request().User("Hi").Assistant(document).User("Hi"))).Should()
            .Be("messages.1.content.0: document blocks are not permitted in assistant messages");
    }

    [Fact]
    public async Task Nor_citations_of_the_user()
    {
        var citation = new JsonObject
        {
            ["type"] = "char_location", ["cited_text"] = "x", ["document_index"] = 0, ["start_char_index"] = 0, ["end_char_index"] = 1,
        };
        JsonObject By(string role) => Some.Request("claude-sonnet-4-5").User("Hi")
            .Turn(role, new JsonArray(Some.Text(1).With("citations", new JsonArray(citation.DeepClone())))).User("Hi");

        (await ErrorAsync(By("user"))).Should().Be("messages.1.content.0.text.citations: Extra inputs are not permitted");
        using var response = await _server.SendAsync(October(By("assistant")));
        ((int)response.StatusCode).Should().Be(200);
    }

    [Theory]
    [InlineData("tools", "[{\"type\":\"web_search_20250305\",\"name\":\"web_search\"}]", "tools: 'web_search_20250305' not supported by token counting")]
    [InlineData("max_tokens", "1", "max_tokens: Extra inputs are not permitted")]
    public async Task A_count_has_no_answer_and_no_tools_of_the_server(string field, string value, string complaint)
    {
        var request = new JsonObject { ["model"] = Some.Model }.User("Hi").With(field, JsonNode.Parse(value));
        using var response = await _server.SendAsync(Server.Post(request.ToJsonString(), "/v1/messages/count_tokens"));

        (await response.Content.ReadAsStringAsync()).Should().Contain(complaint);
    }

    private static string Question(string field) => $"{{\"model\":\"m\",{field},\"messages\":[{{\"role\":\"user\",\"content\":\"Hi\"}}]}}";

    private static HttpRequestMessage October(JsonObject body)
    {
        var request = Server.Post(body.ToJsonString());
        request.Headers.Remove("anthropic-version");
        request.Headers.Add("anthropic-version", "2026-10-21");
        return request;
    }

    private async Task<string> ErrorAsync(JsonObject body)
    {
        using var response = await _server.SendAsync(October(body));
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("error").GetProperty("message").GetString()!;
    }

    private async Task<string?> TypeAsync(HttpRequestMessage request, int status)
    {
        using var response = await _server.SendAsync(request);
        ((int)response.StatusCode).Should().Be(status);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("error").GetProperty("type").GetString();
    }
}
