using System.Net;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PromptCaching.DependencyInjection.Configuration;
using PromptCaching.Messages;
using PromptCaching.Tests.Client;

namespace PromptCaching.Tests.Authentication;

public sealed class AccessTokenTests
{
    private static readonly MessageRequest _question = MessageRequest.From("Who asks?");

    [Fact]
    public async Task It_is_asked_before_every_attempt_and_goes_in_place_of_the_key()
    {
        var (asked, sent) = (0, new List<string>());
        await using var claude = new ClaudeUnderTest(
            builder => builder.ConfigureClient(options => options.AccessToken = _ => ValueTask.FromResult($"token-{++asked}\n")),
            primary: new Scripted(request =>
            {
                sent.Add(string.Join(' ', request.Headers.Where(header => header.Key is "Authorization" or "x-api-key").SelectMany(header => header.Value)));
                return new HttpResponseMessage((HttpStatusCode)529) { Content = new StringContent("{}") };
            }));

        await ((Func<Task>)(() => claude.RunAsync(claude.Client.CreateMessageAsync(_question)))).Should().ThrowAsync<ClaudeApiException>();

        sent.Should().Equal("Bearer token-1", "Bearer token-2", "Bearer token-3", "Bearer token-4");
    }

    [Fact]
    public async Task The_caller_s_own_credential_holds()
    {
        await using var claude = WithToken("ours");
        using var request = Post();
        request.Headers.Add("Authorization", "Bearer theirs");

        using var response = await claude.Http.SendAsync(request);

        claude.Emulator.Calls.Single().Headers["Authorization"].Should().Equal("Bearer theirs");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("one\ntwo")]
    public async Task No_token_is_no_call(string token)
    {
        await using var claude = WithToken(token);

        var asking = () => claude.Client.CreateMessageAsync(_question);

        await asking.Should().ThrowAsync<ClaudeRefusedException>().WithMessage("*AccessToken gave no token*");
        claude.Emulator.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task It_goes_to_its_own_address_and_nowhere_else()
    {
        await using var claude = WithToken("ours");
        using var request = Post();
        request.RequestUri = new Uri("https://evil.example.com/v1/messages");

        await ((Func<Task>)(() => claude.Http.SendAsync(request))).Should().ThrowAsync<ClaudeRefusedException>().WithMessage("*evil.example.com*");
    }

    [Fact]
    public async Task Answers_are_found_again_under_another_token_of_the_same_client()
    {
        var asked = 0;
        await using var claude = new ClaudeUnderTest(
            builder => builder.ConfigureClient(options => options.AccessToken = _ => ValueTask.FromResult($"token-{++asked}")));

        await claude.Client.CreateMessageAsync(_question);
        await claude.Client.CreateMessageAsync(_question);

        claude.Emulator.Calls.Should().ContainSingle();
    }

    [Theory]
    [InlineData(null, null, 2)]
    [InlineData("a-secret-that-both-of-them-have-been-given", null, 1)]
    [InlineData("a-secret-that-both-of-them-have-been-given", "wrkspc_other", 2)]
    public async Task Clients_share_answers_only_with_a_secret_and_a_workspace_in_common(string? secret, string? workspace, int calls)
    {
        var store = new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()));
        await using var one = WithToken("one", store, secret);
        await using var other = WithToken("other", store, secret, workspace);

        await one.Client.CreateMessageAsync(_question);
        await other.Client.CreateMessageAsync(_question);

        (one.Emulator.Calls.Count + other.Emulator.Calls.Count).Should().Be(calls);
    }

    [Theory]
    [InlineData("a-key", "x-api-key", "a-key")]
    [InlineData(null, "Authorization", "Bearer a-token")]
    public async Task A_token_that_stays_counts_where_no_key_is_set(string? key, string header, string value)
    {
        await using var claude = new ClaudeUnderTest(
            builder => builder.ConfigureClient(options => (options.ApiKey, options.AuthToken) = (key, "a-token")));

        await claude.Client.CreateMessageAsync(_question);

        claude.Emulator.Calls.Single().Headers[header].Should().Equal(value);
    }

    [Fact]
    public void The_environment_can_give_a_token_and_the_host_then_starts_without_a_key()
    {
        var services = new ServiceCollection();
        services.AddSingleton(new EnvironmentFallbacks(name => name == "ANTHROPIC_AUTH_TOKEN" ? "from-environment" : null));
        services.AddClaudeCaching();
        using var provider = services.BuildServiceProvider(validateScopes: true);

        var options = provider.GetRequiredService<IOptionsMonitor<ClaudeClientOptions>>().Get(ClaudeDefaults.ClientName);

        options.AuthToken.Should().Be("from-environment");
    }

    [Theory]
    [InlineData(null, "wrkspc_ours")]
    [InlineData("wrkspc_theirs", "wrkspc_theirs")]
    public async Task The_workspace_is_said_where_the_request_says_none(string? onRequest, string sent)
    {
        await using var claude = new ClaudeUnderTest(builder => builder.ConfigureClient(options => options.WorkspaceId = "wrkspc_ours"));
        using var request = Post();
        if (onRequest is not null)
        {
            request.Headers.Add("anthropic-workspace-id", onRequest);
        }

        using var response = await claude.Http.SendAsync(request);

        claude.Emulator.Calls.Single().Headers["anthropic-workspace-id"].Should().Equal(sent);
    }

    private static ClaudeUnderTest WithToken(string token, IDistributedCache? store = null, string? secret = null, string? workspace = null) => new(builder =>
    {
        builder.ConfigureClient(options => (options.AccessToken, options.WorkspaceId) = (_ => ValueTask.FromResult(token), workspace))
            .ConfigureResponseCaching(options => options.Secret = secret);
        if (store is not null)
        {
            builder.UseDistributedCache(store);
        }
    });

    private static HttpRequestMessage Post() => new(HttpMethod.Post, "https://api.anthropic.com/v1/messages")
    {
        Content = new StringContent("""{"model":"claude-sonnet-5-5","max_tokens":10,"messages":[{"role":"user","content":"Again?"}]}"""),
    };
}
