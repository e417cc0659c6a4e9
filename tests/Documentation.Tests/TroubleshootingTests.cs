using System.Text;
using Documentation.Tests.Pages;
using Documentation.Tests.Running;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PromptCaching;
using PromptCaching.Messages;
using PromptCaching.Messages.Settings;
using PromptCaching.Redis.Tests.Servers;
using PromptCaching.Storage;
using PromptCaching.Testing;

namespace Documentation.Tests;

public sealed class TroubleshootingTests
{
    private static readonly Page _page = Page.Of("troubleshooting");
    private static readonly Tool _weather = Tool.Custom("weather", "Tells the weather.", """{"type":"object"}""");
    private static readonly Tool _train = Tool.Custom("train", "Tells the trains.", """{"type":"object"}""");
    private static readonly MessageRequest _first = MessageRequest.From("Who?", Texts.Handbook) with { Tools = [_weather, _train], MaxTokens = 100 };

    public static TheoryData<string> Changes =>
        ["SystemChanged", "ToolsReordered", "ToolAdded", "ToolRemoved", "ToolChanged", "ParameterChanged", "ModelChanged"];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_miss_names_what_the_table_says(string kind)
    {
        using var printed = PrintedText.Begin();
        await using var emulation = Emulation.Of(TroubleshootingExamples.ShowCauses);
        var answer = await emulation.Claude.CreateMessageAsync(_first);

        await emulation.Claude.CreateMessageAsync((kind switch
        {
            "SystemChanged" => _first with { System = "It is noon. " + Texts.Handbook },
            "ToolsReordered" => _first with { Tools = [_train, _weather] },
            "ToolAdded" => _first with { Tools = [Tool.Custom("plane", "Tells the planes.", """{"type":"object"}"""), _weather, _train] },
            "ToolRemoved" => _first with { Tools = [_train] },
            "ToolChanged" => _first with { Tools = [_weather with { Description = "Knows the weather." }, _train] },
            "ParameterChanged" => _first with { OutputConfig = new OutputConfiguration { Effort = Effort.Low } },
            _ => _first with { Model = "claude-opus-5-5" },
        }) with { Messages = [.. _first.Messages, answer.ToInputMessage(), InputMessage.User("When?")] });

        printed.ToString().Should().StartWith(kind);
    }

    [Fact]
    public void The_table_holds_every_cause() =>
        _page.Tables("`Cause.Kind`").Single().SelectMany(static cells => cells[0].Split(", ")).Select(static kind => kind.Trim('`'))
            .Should().BeEquivalentTo(Enum.GetNames<CacheMissKind>());

    [Fact]
    public async Task A_prompt_below_the_minimum_is_not_cached_and_says_so()
    {
        using var printed = PrintedText.Begin();
        await using var emulation = Emulation.Of(TroubleshootingExamples.ShowCauses);

        await emulation.Claude.CreateMessageAsync(MessageRequest.From("Who?", "Be brief."));

        printed.ToString().Should().StartWith("BelowMinimum");
    }

    [Fact]
    public async Task The_log_says_one_event_a_call()
    {
        using var log = new ListedLog();
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(_page.Json(1)));
        var logging = new ConfigurationBuilder().AddJsonStream(file).Build().GetSection("Logging");
        await using var emulation = Emulation.Of(services => services.AddLogging(builder => builder.AddConfiguration(logging).AddProvider(log)));

        await emulation.Claude.CreateMessageAsync(_first);

        log.Lines.Should().Contain(static line => line.StartsWith("Prompt cache: ColdStart") && line.EndsWith("Nothing was there to be read yet."))
            .And.Contain(static line => line.Contains("claude-sonnet-5-5, 1 attempts"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_misspelt_model_is_not_found_by_an_emulator_that_refuses_unknown_ones(bool refuses)
    {
        await using var emulation = Emulation.Of(static _ => { }, new ClaudeEmulatorOptions { RefuseUnknownModels = refuses });
        var misspelt = () => emulation.Claude.CreateMessageAsync(_first with { Model = "claude-sonet-5-5" });

        if (refuses)
        {
            (await misspelt.Should().ThrowAsync<ClaudeApiException>()).Which.ErrorType.Value.Should().Be("not_found_error");
        }
        else
        {
            (await misspelt()).GetCallReport()!.Cost.Should().BeNull();
        }
    }

    [Fact]
    public async Task Two_bodies_are_compared()
    {
        using var printed = PrintedText.Begin();
        await using var emulation = Emulation.Plain();
        await emulation.Claude.CreateMessageAsync(_first);
        await emulation.Claude.CreateMessageAsync(_first with { Tools = [_train, _weather] });

        TroubleshootingExamples.ShowDrift(emulation.Emulator.Calls[0].Body, emulation.Emulator.Calls[1].Body);

        printed.ToString().Should().Contain("tools");
    }

    [Theory]
    [InlineData(1, null, "ww------------------")]
    [InlineData(0, null, "wwwwwwwwwwwwwwwwwwww")]
    [InlineData(0, PrefixHint.OneShot, "--------------------")]
    public async Task Tails_that_never_come_back_stop_being_written_when_there_was_time_to_see_it(int minutesBetween, PrefixHint? hint, string expected)
    {
        await using var emulation = Emulation.Plain();
        for (var number = 1; number <= 20; number++)
        {
            await emulation.Claude.CreateMessageAsync(MessageRequest.From($"Item {number}. {Texts.Handbook}", "Be brief."), new ClaudeCall { Prefix = hint });
            emulation.Clock.Advance(TimeSpan.FromMinutes(minutesBetween));
        }

        var written = emulation.Emulator.Calls.Select(static call => call.Usage!.Written5mTokens + call.Usage.Written1hTokens > 0 ? 'w' : '-');
        string.Concat(written).Should().Be(expected);
    }

    [Fact]
    public async Task After_long_pauses_the_planner_goes_over_to_an_hour()
    {
        await using var emulation = Emulation.Plain();
        for (var number = 1; number <= 12; number++)
        {
            await emulation.Claude.CreateMessageAsync(_first with { Messages = [InputMessage.User($"Item {number}?")] });
            emulation.Clock.Advance(TimeSpan.FromMinutes(8));
        }

        emulation.Emulator.Calls[^1].Usage!.ReadTokens.Should().BeGreaterThan(4000);
    }

    [Fact]
    public async Task A_long_answer_leaves_its_entry_less_time()
    {
        await using var emulation = Emulation.Of(
            static services => services.AddClaudeCaching().ConfigureCacheControl(static options => options.AllowOneHour = false),
            new ClaudeEmulatorOptions { TimeToFirstByte = TimeSpan.FromMinutes(4) });

        await emulation.RunAsync(emulation.Claude.CreateMessageAsync(_first), TimeSpan.FromSeconds(5));
        emulation.Clock.Advance(TimeSpan.FromMinutes(1.1));
        await emulation.RunAsync(emulation.Claude.CreateMessageAsync(_first with { Messages = [InputMessage.User("When?")] }), TimeSpan.FromSeconds(5));

        emulation.Emulator.Calls[1].Usage!.ReadTokens.Should().Be(0);
    }

    [ProgramFact("redis-server", "redis-cli")]
    public async Task When_Redis_is_gone_calls_go_on_and_health_says_so()
    {
        using var printed = PrintedText.Begin();
        var patience = TimeSpan.FromSeconds(10);
        await using var server = await RedisServer.StartAsync();
        await using var emulation = Emulation.Of(services => services.AddClaudeCaching().ConfigureResponseCaching(options => options.StoreTimeout = patience)
            .UseRedis(options => (options.Connection, options.OperationTimeout) = ("redis://" + server.Address, patience)), time: TimeProvider.System);
        await emulation.Claude.CreateMessageAsync(_first);
        await TroubleshootingExamples.ShowHealthAsync(emulation.Get<ICacheRegions>());
        server.Kill();

        var stored = await emulation.Claude.CreateMessageAsync(_first);
        var fresh = await emulation.Claude.CreateMessageAsync(_first with { Messages = [InputMessage.User("When?")] });
        await TroubleshootingExamples.ShowHealthAsync(emulation.Get<ICacheRegions>());

        (stored.GetCallReport()!.Source, fresh.GetCallReport()!.Source).Should().Be((CallSource.ResponseCache, CallSource.Api));
        printed.ToString().Should().MatchRegex("^Healthy: *\nDegraded: .+");
    }

    [Theory]
    [InlineData("--Claude:ApiKey=")]
    [InlineData("--Claude:ApiKey=sk\n")]
    [InlineData("--Claude:ResponseCaching:TTL=1")]
    public async Task A_wrong_option_keeps_the_host_from_starting(string argument)
    {
        var builder = Host.CreateApplicationBuilder([argument, "--Logging:LogLevel:Default=None"]);
        builder.Services.AddClaudeCaching();
        using var host = builder.Build();

        await host.Invoking(static one => one.StartAsync()).Should().ThrowAsync<OptionsValidationException>();
    }
}
