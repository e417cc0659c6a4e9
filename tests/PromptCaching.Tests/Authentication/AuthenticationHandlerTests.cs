using PromptCaching.Messages;
using PromptCaching.Tests.Client;

namespace PromptCaching.Tests.Authentication;

public sealed class AuthenticationHandlerTests
{
    [Fact]
    public async Task Key_and_version_go_on_every_request_and_come_off_again()
    {
        await using var claude = new ClaudeUnderTest(builder => builder.ConfigureClient(options => options.Betas = ["one-2026-01-01", "two-2026-01-01"]));
        using var request = Post();

        using var response = await claude.Http.SendAsync(request);

        var sent = claude.Emulator.Calls.Single().Headers;
        sent["x-api-key"].Should().Equal("test-key");
        sent["anthropic-version"].Should().Equal("2023-06-01");
        string.Join(',', sent["anthropic-beta"]).Should().Be("one-2026-01-01,two-2026-01-01");
        request.Headers.Should().BeEmpty();
    }

    [Theory]
    [InlineData("x-api-key", "sk-ant-api03-caller")]
    [InlineData("Authorization", "Bearer a-token")]
    public async Task The_caller_s_own_credential_and_version_hold(string header, string value)
    {
        await using var claude = new ClaudeUnderTest();
        using var request = Post();
        request.Headers.TryAddWithoutValidation(header, value);
        request.Headers.Add("anthropic-version", "2026-10-21");

        using var response = await claude.Http.SendAsync(request);

        var sent = claude.Emulator.Calls.Single().Headers;
        sent[header].Should().Equal(value);
        sent["anthropic-version"].Should().Equal("2026-10-21");
        sent.Keys.Should().NotContain(header == "x-api-key" ? "Authorization" : "x-api-key");
    }

    [Fact]
    public async Task Our_own_headers_never_leave_and_are_there_afterwards()
    {
        await using var claude = new ClaudeUnderTest();
        using var request = Post();
        request.Headers.Add("x-promptcaching-scope", "tenant");
        request.Headers.Add("X-PromptCaching-TTL", "60");

        using var response = await claude.Http.SendAsync(request);

        claude.Emulator.Calls.Single().Headers.Keys.Should().NotContain(name => name.StartsWith("x-promptcaching", StringComparison.OrdinalIgnoreCase));
        request.Headers.GetValues("x-promptcaching-scope").Should().Equal("tenant");
    }

    [Fact]
    public async Task Other_endpoints_are_authenticated_too_and_nothing_else()
    {
        await using var claude = new ClaudeUnderTest(primary: new Scripted(request => new HttpResponseMessage
        {
            Content = new StringContent(string.Join(' ', request.Headers.Select(header => header.Key))),
        }));
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.anthropic.com/v1/models");
        request.Headers.Add("x-promptcaching-scope", "tenant");

        (await (await claude.Http.SendAsync(request)).Content.ReadAsStringAsync()).Should().Be("x-api-key anthropic-version");
        claude.Reports.Should().BeEmpty();
    }

    [Fact]
    public async Task The_key_goes_to_its_own_address_and_nowhere_else()
    {
        await using var claude = new ClaudeUnderTest();
        foreach (var address in new[] { "https://evil.example.com/v1/messages", "https://evil.example.com/v1/models", "http://api.anthropic.com/v1/models" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent("{}") };

            await ((Func<Task>)(() => claude.Http.SendAsync(request))).Should().ThrowAsync<ClaudeRefusedException>().WithMessage("*api.anthropic.com*");
        }

        claude.Emulator.Calls.Should().BeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Without_a_key_a_call_is_refused_with_the_sentence_that_says_what_to_set(string? key)
    {
        await using var claude = new ClaudeUnderTest(builder => builder.ConfigureClient(options =>
        {
            options.ApiKey = key;
            options.RequireApiKey = false;
        }));

        var asking = () => claude.Client.CreateMessageAsync(MessageRequest.From("Anyone?"));

        var refusal = (await asking.Should().ThrowAsync<ClaudeRefusedException>()).Which;
        refusal.Reason.Should().Be(RefusalReason.Validation);
        refusal.Message.Should().Contain("ANTHROPIC_API_KEY");
        claude.Emulator.Calls.Should().BeEmpty();
        claude.Reports.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Attempts = 0, Error = "refused", IsComplete = true });
    }

    private static HttpRequestMessage Post() => new(HttpMethod.Post, "https://api.anthropic.com/v1/messages")
    {
        Content = new StringContent("""{"model":"claude-sonnet-5-5","max_tokens":10,"messages":[{"role":"user","content":"Again?"}]}"""),
    };
}
