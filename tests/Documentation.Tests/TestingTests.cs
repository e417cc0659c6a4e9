using System.Globalization;
using System.Text.Json;
using Documentation.Tests.Pages;
using Documentation.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using PromptCaching;
using PromptCaching.Messages;
using PromptCaching.Redis.Tests.Servers;
using PromptCaching.Testing;

namespace Documentation.Tests;

public sealed class TestingTests
{
    private static readonly Page _page = Page.Of("testing");

    [Fact]
    public async Task A_conversation_reads_nine_tenths_of_its_prompt()
    {
        var services = new ServiceCollection();
        using var emulator = TestingExamples.Register(services);
        await using var provider = services.BuildServiceProvider();

        await TestingExamples.ExpectAsync(provider.GetRequiredService<IClaudeClient>(), emulator, Texts.Handbook, ["Who?", "When?", "Where?"]);

        emulator.Calls.Should().HaveCount(3);
    }

    [Fact]
    public async Task A_failure_names_the_call_and_the_character()
    {
        await using var emulation = Emulation.Plain();

        var failure = await FluentActions.Awaiting(() => TestingExamples.FailAsync(emulation.Claude, emulation.Emulator, Texts.Handbook))
            .Should().ThrowAsync<CacheAssertionException>();

        failure.Which.Message.Should().Be(_page.Output(1));
    }

    [Fact]
    public async Task Faults_are_tried_again_and_the_waits_take_what_the_page_says()
    {
        await using var emulation = Emulation.Plain();
        var start = emulation.Clock.GetUtcNow();

        var answer = await emulation.RunAsync(TestingExamples.AskThroughFaultsAsync(emulation.Claude, emulation.Emulator));

        answer.Text.Should().Be("Forty-two.");
        answer.GetCallReport()!.Attempts.Should().Be(3);
        (emulation.Clock.GetUtcNow() - start).Should().BeGreaterThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task With_a_clock_of_ones_own_the_wait_takes_no_time()
    {
        var services = new ServiceCollection();
        var (emulator, clock) = TestingExamples.RegisterWithClock(services);
        await using var provider = services.BuildServiceProvider();

        var answer = await TestingExamples.MoveTheClockAsync(provider.GetRequiredService<IClaudeClient>(), emulator, clock);

        answer.GetCallReport()!.Attempts.Should().Be(2);
    }

    [Fact]
    public async Task Six_minutes_end_an_entry_of_five()
    {
        await using var emulation = Emulation.Of(static services =>
            services.AddClaudeCaching().ConfigureCacheControl(static options => options.AllowOneHour = false));
        await emulation.Claude.CreateMessageAsync(MessageRequest.From("Who?", Texts.Handbook));
        emulation.Clock.Advance(TimeSpan.FromMinutes(6));

        await emulation.Claude.CreateMessageAsync(MessageRequest.From("When?", Texts.Handbook));

        emulation.Emulator.Calls[1].Usage!.ReadTokens.Should().Be(0);
    }

    [ProgramFact("bash", "curl")]
    public async Task The_server_answers_and_bills()
    {
        var port = FreePort.Next().ToString(CultureInfo.InvariantCulture);
        using var server = await Shell.StartAsync(_page.Shell(1).Replace("8787", port, StringComparison.Ordinal), "Ctrl+C stops");

        var output = await Shell.RunAsync(_page.Shell(2).Replace("8787", port, StringComparison.Ordinal));

        using var lines = JsonDocument.Parse("[" + output.Replace("}{", "},{", StringComparison.Ordinal) + "]");
        lines.RootElement[0].GetProperty("role").GetString().Should().Be("assistant");
    }

    [Fact]
    public void There_are_as_many_faults_as_the_page_says() => Enum.GetValues<EmulatedFault>().Should().HaveCount(23);
}
