using Microsoft.Extensions.DependencyInjection;
using PromptCaching.Messages;
using PromptCaching.ResponseCaching;
using PromptCaching.Testing;
using PromptCaching.Tests.Storage;
using PromptCaching.Tests.Support;
using static PromptCaching.Tests.DependencyInjection.Registered;

namespace PromptCaching.Tests.ResponseCaching.Warming;

public sealed class InvalidationTests
{
    private static readonly ReadOnlyMemory<byte> Question = Questions.Json.Utf8();

    [Fact]
    public async Task One_request_is_asked_again_and_the_others_are_not()
    {
        using var chain = new ChainUnderTest();
        var other = Questions.Json.Replace("2 + 2", "2 + 3", StringComparison.Ordinal);
        await chain.AskAsync(Questions.Json);
        await chain.AskAsync(Questions.Stream);
        await chain.AskAsync(other);

        (await chain.Handler.ResponseCache.InvalidateAsync(Question)).Should().BeTrue();

        (await chain.AskAsync(other)).IsHit.Should().BeTrue();
        (await chain.AskAsync(Questions.Stream)).IsHit.Should().BeFalse("both forms are one answer");
        (await chain.AskAsync(Questions.Json)).IsHit.Should().BeTrue("the stream brought it");
    }

    [Fact]
    public async Task The_scope_says_whose_answer_goes()
    {
        using var chain = new ChainUnderTest();
        static void In(HttpRequestMessage request) => new ClaudeCall { Scope = "a" }.Set(request);
        await chain.AskAsync(Questions.Json, In);

        await chain.Handler.ResponseCache.InvalidateAsync(Question);
        (await chain.AskAsync(Questions.Json, In)).IsHit.Should().BeTrue();

        await chain.Handler.ResponseCache.InvalidateAsync(Question, new ClaudeCall { Scope = "a" });
        (await chain.AskAsync(Questions.Json, In)).IsHit.Should().BeFalse();
    }

    [Fact]
    public async Task A_request_with_headers_of_its_own_is_taken_as_it_is()
    {
        using var chain = new ChainUnderTest();
        static void Foreign(HttpRequestMessage request)
        {
            request.Headers.Add("x-api-key", "another-key");
            request.Headers.Add("x-promptcaching-scope", "b");
        }

        await chain.AskAsync(Questions.Json, Foreign);
        using var request = ChainUnderTest.Post(Questions.Json.Utf8());
        Foreign(request);

        (await chain.Handler.ResponseCache.InvalidateAsync(request)).Should().BeTrue();

        (await chain.AskAsync(Questions.Json, Foreign)).IsHit.Should().BeFalse();
    }

    [Fact]
    public async Task The_store_and_earlier_secrets_lose_it_too()
    {
        const string Old = "a secret of before", New = "a secret of today";
        var store = new UnreliableStore();
        using (var before = Chain(options => options.Secret = Old))
        {
            await before.AskAsync(Questions.Json);
        }

        using var chain = Chain(options => (options.Secret, options.PreviousSecrets) = (New, [Old]));
        await chain.Handler.ResponseCache.InvalidateAsync(Question);

        store.Entries.Keys.Should().NotContain(key => key.Contains(":response:", StringComparison.Ordinal));
        (await chain.AskAsync(Questions.Json)).IsHit.Should().BeFalse();
        store.Entries.Keys.Should().ContainSingle(key => key.Contains(":response:", StringComparison.Ordinal));

        ChainUnderTest Chain(Action<ResponseCachingOptions> configure) => new(options =>
        {
            options.DistributedCache = store;
            configure(options.ResponseCaching);
        });
    }

    [Fact]
    public async Task All_alternatives_go()
    {
        using var chain = new ChainUnderTest(options => options.ResponseCaching.AlternativeAnswers = 3);
        var cache = chain.Handler.ResponseCache;
        await FillAsync(chain);

        await cache.InvalidateAsync(Question);

        for (var time = 0; time < 3; time++)
        {
            var asked = await chain.AskAsync(Questions.Json);
            asked.IsHit.Should().BeFalse();
            await cache.InvalidateAsync(Question);
        }
    }

    [Fact]
    public async Task An_answer_that_is_on_its_way_reaches_who_waits_and_nobody_else()
    {
        var gate = new TaskCompletionSource();
        var server = new GatedServer(gate.Task);
        using var chain = new ChainUnderTest(server: server);
        var waiting = chain.AskAsync(Questions.Json);

        await chain.Handler.ResponseCache.InvalidateAsync(Question);
        gate.SetResult();

        (await waiting).Status.Should().Be(200);
        (await chain.AskAsync(Questions.Json)).IsHit.Should().BeFalse();
        (await chain.AskAsync(Questions.Json)).IsHit.Should().BeTrue();
    }

    [Fact]
    public async Task Nor_is_a_refreshed_answer_stored_that_was_on_its_way()
    {
        var gate = new TaskCompletionSource();
        var server = new GatedServer(gate.Task);
        using var chain = new ChainUnderTest(server: server);
        var refreshing = chain.AskAsync(Questions.Json, request => new ClaudeCall { ResponseCache = ResponseCacheMode.Refresh }.Set(request));

        await chain.Handler.ResponseCache.InvalidateAsync(Question);
        gate.SetResult();

        (await refreshing).Status.Should().Be(200);
        (await chain.AskAsync(Questions.Json)).IsHit.Should().BeFalse();
    }

    [Fact]
    public async Task Nor_is_one_stored_whose_place_another_had_taken()
    {
        var gate = new TaskCompletionSource();
        using var chain = new ChainUnderTest(server: new GatedServer(gate.Task));
        static Action<HttpRequestMessage> From(string content) =>
            request => new ClaudeCall { DependsOn = new Dictionary<string, string> { ["page"] = content } }.Set(request);
        Task<Answered>[] asking = [chain.AskAsync(Questions.Json, From("1")), chain.AskAsync(Questions.Json, From("2"))];

        await chain.Handler.ResponseCache.InvalidateAsync(Question);
        gate.SetResult();

        await Task.WhenAll(asking);
        (await chain.AskAsync(Questions.Json)).IsHit.Should().BeFalse();
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"model":"a","model":"b"}""")]
    public async Task What_is_never_stored_cannot_be_taken_out(string body)
    {
        using var chain = new ChainUnderTest();

        (await chain.Handler.ResponseCache.InvalidateAsync(body.Utf8())).Should().BeFalse();
    }

    [Fact]
    public async Task A_request_without_body_is_refused()
    {
        using var chain = new ChainUnderTest();
        using var request = new HttpRequestMessage(HttpMethod.Post, ChainUnderTest.Address);

        await chain.Handler.ResponseCache.Invoking(cache => cache.InvalidateAsync(request).AsTask()).Should().ThrowAsync<ArgumentException>();
    }

    [Theory]
    [InlineData(ClaudeDefaults.ClientName)]
    [InlineData("eu")]
    public async Task A_message_goes_with_what_the_client_fills_in(string name)
    {
        using var provider = Provider(
            services => services.AddClaudeCaching(name).HttpClient.ConfigurePrimaryHttpMessageHandler(() => new ClaudeEmulator()),
            (name == "eu" ? "Claude:Clients:eu:ApiKey" : "Claude:ApiKey", "k"),
            ("Claude:DefaultModel", "claude-haiku-4-5"),
            ("Claude:DefaultTemperature", "0.5"));
        var question = MessageRequest.From("Twice?");
        var client = provider.GetRequiredKeyedService<IClaudeClient>(name);
        var cache = provider.GetRequiredKeyedService<IResponseCache>(name);
        await client.CreateMessageAsync(question);
        (await client.CreateMessageAsync(question)).GetCallReport()!.Source.Should().Be(CallSource.ResponseCache);

        (await cache.InvalidateAsync(question)).Should().BeTrue();

        (await client.CreateMessageAsync(question)).GetCallReport()!.Source.Should().Be(CallSource.Api);
    }

    [Fact]
    public void The_default_client_s_is_found_without_a_key()
    {
        using var provider = Provider(services => services.AddClaudeCaching(options => options.ApiKey = "k"));

        provider.GetRequiredService<IResponseCache>().Should().BeSameAs(provider.GetRequiredKeyedService<IResponseCache>(ClaudeDefaults.ClientName));
    }

    private static async Task FillAsync(ChainUnderTest chain)
    {
        while (chain.Upstream < 3)
        {
            await chain.AskAsync(Questions.Json);
        }
    }

    /// <summary>Answers when it may.</summary>
    private sealed class GatedServer(Task gate) : HttpMessageHandler
    {
        private readonly ClaudeEmulator _emulator = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await gate.WaitAsync(cancellationToken);
            using var invoker = new HttpMessageInvoker(_emulator, disposeHandler: false);
            return await invoker.SendAsync(request, cancellationToken);
        }

        protected override void Dispose(bool disposing)
        {
            _emulator.Dispose();
            base.Dispose(disposing);
        }
    }
}
