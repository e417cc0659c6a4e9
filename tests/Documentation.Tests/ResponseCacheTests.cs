using Documentation.Tests.Pages;
using Documentation.Tests.Running;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PromptCaching;
using PromptCaching.Messages;
using PromptCaching.ResponseCaching;
using PromptCaching.Storage;
using PromptCaching.Testing;

namespace Documentation.Tests;

public sealed class ResponseCacheTests
{
    private static readonly Page _page = Page.Of("response-cache");
    private static readonly MessageRequest _question = MessageRequest.From("Who approves travel?", "Be brief.");

    [Fact]
    public async Task Each_customer_has_answers_of_its_own()
    {
        using var printed = PrintedText.Begin();
        await using var emulation = Emulation.Plain();

        await ResponseCacheExamples.AskForAsync(emulation.Claude, _question, "acme");
        await ResponseCacheExamples.AskForAsync(emulation.Claude, _question, "acme");
        await ResponseCacheExamples.AskForAsync(emulation.Claude, _question, "globex");

        printed.ToString().Should().Be("Api, scope acme\nResponseCache, scope acme\nApi, scope globex");
    }

    [Fact]
    public async Task One_call_can_ask_for_more_or_less()
    {
        await using var emulation = Emulation.Plain();

        var (fresh, stored, alone) = await ResponseCacheExamples.WishAsync(emulation.Claude, _question);

        new[] { fresh, stored, alone }.Select(static answer => answer.GetCallReport()!.Source)
            .Should().Equal(CallSource.Api, CallSource.ResponseCache, CallSource.Api);
        var refusal = await emulation.Claude.Awaiting(static claude => claude.CreateMessageAsync(
            MessageRequest.From("New?"), new ClaudeCall { ResponseCache = ResponseCacheMode.OnlyIfCached })).Should().ThrowAsync<ClaudeRefusedException>();
        refusal.Which.Reason.Should().Be(RefusalReason.NotCached);
    }

    [Fact]
    public async Task What_was_cleared_is_asked_again()
    {
        await using var emulation = Emulation.Plain();
        await emulation.Claude.CreateMessageAsync(_question);
        emulation.Clock.Advance(TimeSpan.FromSeconds(1));

        await ResponseCacheExamples.ClearAsync(emulation.Get<IResponseCache>(), emulation.Get<ICacheRegions>(), _question, "acme");
        emulation.Clock.Advance(TimeSpan.FromSeconds(1));
        await emulation.Claude.CreateMessageAsync(_question);

        emulation.Emulator.Calls.Should().HaveCount(2);
    }

    [Fact]
    public async Task The_configuration_is_bound_and_valid()
    {
        await using var provider = Configured.Claude(_page.Json(1));

        provider.GetRequiredService<IOptionsMonitor<ResponseCachingOptions>>().Get(ClaudeDefaults.ClientName).EncryptionKeys.Should().ContainSingle();
    }

    [ProgramFact("bash", "openssl")]
    public async Task The_command_makes_a_key()
    {
        var key = await Shell.RunAsync(_page.Shell(1));

        await using var emulation = Emulation.Of(services => services.AddClaudeCaching().ConfigureResponseCaching(options => options.EncryptionKeys = [key]));
        await emulation.Claude.CreateMessageAsync(_question);
    }

    [Fact]
    public async Task Ten_who_ask_at_once_share_one_call()
    {
        using var printed = PrintedText.Begin();
        await using var emulation = Emulation.Of(static _ => { }, new ClaudeEmulatorOptions { TimeToFirstByte = TimeSpan.FromSeconds(1) });

        await emulation.RunAsync(ResponseCacheExamples.AskAtOnceAsync(emulation.Claude, _question));

        printed.ToString().Should().Be(_page.Output(1));
    }

    [Fact]
    public async Task A_value_is_computed_once()
    {
        await using var emulation = Emulation.Of(static services =>
            services.AddClaudeCaching().AddCacheRegion("scores", static region => region.TimeToLive = TimeSpan.FromDays(7)));

        var first = await ResponseCacheExamples.ScoreAsync(emulation.Claude, emulation.Get<ICacheRegions>(), "acme", "resume", "job");
        var second = await ResponseCacheExamples.ScoreAsync(emulation.Claude, emulation.Get<ICacheRegions>(), "acme", "resume", "job");

        second.Should().Be(first);
        emulation.Emulator.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task A_stream_is_answered_from_the_answer_to_a_message()
    {
        await using var emulation = Emulation.Plain();
        var message = await emulation.Claude.CreateMessageAsync(_question);

        await using var stream = await emulation.Claude.StreamMessageAsync(_question);

        (await stream.GetFinalMessageAsync()).Text.Should().Be(message.Text);
        stream.CallReport!.Source.Should().Be(CallSource.ResponseCache);
    }

    [Fact]
    public async Task Users_of_one_key_have_answers_of_their_own_where_the_request_names_them()
    {
        await using var emulation = Emulation.Plain();

        await emulation.Claude.CreateMessageAsync(_question with { Metadata = new RequestMetadata { UserId = "ada" } });
        await emulation.Claude.CreateMessageAsync(_question with { Metadata = new RequestMetadata { UserId = "grace" } });

        emulation.Emulator.Calls.Should().HaveCount(2);
    }

    [Theory]
    [InlineData(null, 2)]
    [InlineData("acme", 1)]
    public async Task With_a_token_on_the_request_only_a_scope_has_stored_answers(string? scope, int asked)
    {
        await using var emulation = Emulation.Plain();
        using var http = emulation.Get<IHttpClientFactory>().CreateClient(ClaudeDefaults.ClientName);
        for (var time = 0; time < 2; time++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.anthropic.com/v1/messages");
            request.Headers.Authorization = new("Bearer", "token");
            request.Content = new StringContent(
                """{"model":"claude-sonnet-5-5","max_tokens":100,"messages":[{"role":"user","content":"Who?"}]}""", null, "application/json");
            new ClaudeCall { Scope = scope }.Set(request);
            using var response = await http.SendAsync(request);
        }

        emulation.Emulator.Calls.Should().HaveCount(asked);
    }

    [Theory]
    [InlineData(null, 2)]
    [InlineData("0123456789abcdef0123456789abcdef", 1)]
    public async Task A_client_with_a_token_finds_its_answers_after_a_restart_only_with_a_secret(string? secret, int asked)
    {
        var store = new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()));
        var calls = 0;
        for (var start = 0; start < 2; start++)
        {
            await using var emulation = Emulation.Of(services => services.AddClaudeCaching().UseDistributedCache(store)
                .ConfigureResponseCaching(options => options.Secret = secret)
                .ConfigureClient(static client => (client.ApiKey, client.AuthToken) = (null, "token")));
            await emulation.Claude.CreateMessageAsync(_question);
            calls += emulation.Emulator.Calls.Count;
        }

        calls.Should().Be(asked);
    }

    [Fact]
    public async Task A_temperature_keeps_nothing_out()
    {
        await using var emulation = Emulation.Plain();
        var warm = _question with { Model = "claude-haiku-4-5", Temperature = 1 };

        await emulation.Claude.CreateMessageAsync(warm);
        await emulation.Claude.CreateMessageAsync(warm);

        emulation.Emulator.Calls.Should().ContainSingle();
    }

    [Theory]
    [InlineData("max_tokens")]
    [InlineData("refusal")]
    [InlineData("pause_turn")]
    public async Task What_did_not_end_of_its_own_is_not_stored(string stopReason)
    {
        await using var emulation = Emulation.Plain();
        emulation.Emulator.Enqueue(EmulatedAnswer.Text("Half an ans").WithStopReason(stopReason));

        var answer = await emulation.Claude.CreateMessageAsync(_question);
        await emulation.Claude.CreateMessageAsync(_question);

        answer.GetCallReport()!.NotStored.Should().Contain(stopReason);
        emulation.Emulator.Calls.Should().HaveCount(2);
    }
}
