using Documentation.Tests.Pages;
using Documentation.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PromptCaching;
using PromptCaching.Messages;
using PromptCaching.ResponseCaching;
using PromptCaching.Testing;
using PromptCaching.Testing.Hosting;

namespace Documentation.Tests;

public sealed class GettingStartedTests
{
    private static readonly Page _page = Page.Of("getting-started");

    [ProgramFact("bash")]
    public async Task The_quick_start_reads_what_it_wrote_and_answers_the_repeated_question_for_nothing()
    {
        var output = await Shell.RunAsync(_page.Shell(1));

        output.Should().ContainAll("response cache", "emulator", "total");
    }

    [Fact]
    public async Task The_first_program_prints_what_the_page_shows()
    {
        using var emulator = new ClaudeEmulator();
        await using var server = await ClaudeEmulatorServer.StartAsync(emulator);
        using var printed = PrintedText.Begin();

        await GettingStartedExamples.AskThreeTimesAsync(
            ["--Claude:ApiKey=test", $"--Claude:BaseAddress={server.Address}", "--Logging:LogLevel:Default=None"], Texts.Handbook);

        printed.ToString().Should().Be(_page.Output(1));
        emulator.Calls.Should().HaveCount(2);
    }

    [Fact]
    public async Task Without_a_key_or_with_an_unknown_name_the_host_does_not_start()
    {
        foreach (var setting in new[] { "--Claude:ApiKey=", "--Claude:ApiKye=test" })
        {
            var builder = Host.CreateApplicationBuilder([setting, "--Logging:LogLevel:Default=None"]);
            builder.Services.AddClaudeCaching();
            using var host = builder.Build();

            await host.Invoking(static one => one.StartAsync()).Should().ThrowAsync<OptionsValidationException>();
        }
    }

    [Fact]
    public async Task The_configuration_is_bound_and_valid()
    {
        await using var provider = Configured.Claude(_page.Json(1));

        provider.GetRequiredService<IOptionsMonitor<ResponseCachingOptions>>().Get(ClaudeDefaults.ClientName).TimeToLive.Should().Be(TimeSpan.FromHours(8));
    }

    [Fact]
    public async Task Code_has_the_last_word()
    {
        using var printed = PrintedText.Begin();
        await using var emulation = Emulation.Of(GettingStartedExamples.Configure);

        await emulation.Claude.CreateMessageAsync(MessageRequest.From("Hello", Texts.Handbook));

        printed.ToString().Should().Be("ColdStart");
        emulation.Emulator.Calls.Should().ContainSingle().Which.Json!.Value.GetProperty("max_tokens").GetInt32().Should().Be(1024);
    }

    [Fact]
    public async Task Each_turn_reads_what_the_turns_before_it_wrote()
    {
        using var printed = PrintedText.Begin();
        await using var emulation = Emulation.Plain();

        var last = await GettingStartedExamples.ConverseAsync(emulation.Claude, Texts.Handbook);

        printed.ToString().Should().NotBeEmpty();
        last.GetCallReport()!.Verdict.Outcome.Should().Be(CacheOutcome.Hit);
        emulation.Emulator.Calls.Skip(1).Should().HaveCount(2).And.OnlyContain(call => call.Usage!.ReadTokens > 4000);
    }
}
