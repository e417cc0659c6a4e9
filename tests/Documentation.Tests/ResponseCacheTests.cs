using Documentation.Tests.Pages;
using Documentation.Tests.Running;
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

        new[] { fresh, stored, alone }.Select(static answer => answer.GetCallReport()!.Source).Should().Equal(CallSource.Api, CallSource.ResponseCache, CallSource.Api);
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
        await using var provider = Configured.By(_page.Json(1), static (services, section) =>
            services.AddClaudeCaching(section.GetSection("Claude")).ConfigureClient(static client => client.ApiKey = "test"));

        provider.GetRequiredService<IOptionsMonitor<ResponseCachingOptions>>().Get(ClaudeDefaults.ClientName).EncryptionKeys.Should().ContainSingle();
    }

    [Fact]
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
        await using var emulation = Emulation.Of(static services => services.AddClaudeCaching().AddCacheRegion("scores", static region => region.TimeToLive = TimeSpan.FromDays(7)));

        var first = await ResponseCacheExamples.ScoreAsync(emulation.Claude, emulation.Get<ICacheRegions>(), "acme", "resume", "job");
        var second = await ResponseCacheExamples.ScoreAsync(emulation.Claude, emulation.Get<ICacheRegions>(), "acme", "resume", "job");

        second.Should().Be(first);
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
