using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PromptCaching.CacheControl;
using PromptCaching.CacheControl.KeepWarm;
using PromptCaching.CacheControl.WarmFirst;
using PromptCaching.DependencyInjection.Configuration;
using PromptCaching.Messages;
using PromptCaching.RateLimiting;
using PromptCaching.ResponseCaching;
using PromptCaching.Retrying;
using PromptCaching.Testing;
using static PromptCaching.Tests.DependencyInjection.Registered;

namespace PromptCaching.Tests.DependencyInjection;

public sealed class ConfigurationTests
{
    private static readonly MessageRequest _question = MessageRequest.From("Twice?");

    [Fact]
    public void Every_option_of_every_handler_is_bound_from_configuration()
    {
        using var provider = Provider(
            services => services.AddClaudeCaching(),
            ("Claude:ApiKey", "from-configuration"),
            ("Claude:Betas:0", "one"),
            ("Claude:Betas:1", "two"),
            ("Claude:DefaultTemperature", "0.5"),
            ("Claude:ResponseCaching:TimeToLive", "00:05:00"),
            ("claude:cachecontrol:enabled", "false"),
            ("Claude:WarmFirst:LongestWait", "00:00:10"),
            ("Claude:KeepWarm:MaxUsdPerDay", "2.5"),
            ("Claude:Retrying:MaxRetries", "7"),
            ("Claude:RateLimiting:RequestsPerMinute", "1234"));

        Options<ClaudeClientOptions>(provider).Should().BeEquivalentTo(
            new { ApiKey = "from-configuration", Betas = new[] { "one", "two" }, DefaultTemperature = 0.5 });
        Options<ResponseCachingOptions>(provider).TimeToLive.Should().Be(TimeSpan.FromMinutes(5));
        Options<CacheControlOptions>(provider).Enabled.Should().BeFalse();
        Options<WarmFirstOptions>(provider).LongestWait.Should().Be(TimeSpan.FromSeconds(10));
        Options<KeepWarmOptions>(provider).MaxUsdPerDay.Should().Be(2.5m);
        Options<RetryingOptions>(provider).MaxRetries.Should().Be(7);
        Options<RateLimitingOptions>(provider).RequestsPerMinute.Should().Be(1234);
    }

    [Fact]
    public void Every_option_of_cache_control_can_be_said()
    {
        using var provider = Provider(
            services => services.AddClaudeCaching(),
            ("Claude:ApiKey", "k"),
            ("Claude:CacheControl:Placement", "habit"),
            ("Claude:CacheControl:Shadow", "true"),
            ("Claude:CacheControl:TreatedShare", "0.25"),
            ("Claude:CacheControl:AllowFiveMinutes", "false"),
            ("Claude:CacheControl:MarkTools", "false"),
            ("Claude:CacheControl:MarkSystem", "off"),
            ("Claude:CacheControl:MarkMessages", "no"),
            ("Claude:CacheControl:Platform", "LegacyBedrock"),
            ("Claude:CacheControl:MinTokens:claude-haiku-5-5", "2048"),
            ("Claude:Clients:Claude:CacheControl:MinTokens:claude-sonnet-5-5", "4096"),
            ("Claude:CacheControl:DefaultMinTokens", "512"));

        Options<CacheControlOptions>(provider).Should().BeEquivalentTo(new CacheControlOptions
        {
            Placement = CacheControlPlacement.Habit,
            Shadow = true,
            TreatedShare = 0.25,
            AllowFiveMinutes = false,
            MarkTools = false,
            MarkSystem = false,
            MarkMessages = false,
            Platform = ClaudePlatform.LegacyBedrock,
            MinTokens = { ["claude-haiku-5-5"] = 2048, ["claude-sonnet-5-5"] = 4096 },
            DefaultMinTokens = 512,
        });
    }

    [Fact]
    public void Every_option_of_retrying_can_be_said()
    {
        using var provider = Provider(
            services => services.AddClaudeCaching(),
            ("Claude:ApiKey", "k"),
            ("Claude:Retrying:BackoffFactor", "1.5"),
            ("Claude:Retrying:Jitter", "off"),
            ("Claude:Retrying:RetryBudget", "0.2"),
            ("Claude:Retrying:CircuitBreaker", "false"),
            ("Claude:Retrying:BreakerFailureShare", "0.25"),
            ("Claude:Retrying:BreakerMinAttempts", "7"),
            ("Claude:Retrying:BreakDuration", "00:00:03"),
            ("Claude:Retrying:FirstByteTimeout", "00:01:00"),
            ("Claude:Retrying:AnswerTimeout", "02:00:00"),
            ("Claude:Retrying:IdleTimeout", "00:00:30"),
            ("Claude:Retrying:FallbackModels:0", "claude-sonnet-5-5"),
            ("Claude:Retrying:FallbackModels:1", "claude-haiku-5-5"));

        Options<RetryingOptions>(provider).Should().BeEquivalentTo(new RetryingOptions
        {
            BackoffFactor = 1.5,
            Jitter = false,
            RetryBudget = 0.2,
            CircuitBreaker = false,
            BreakerFailureShare = 0.25,
            BreakerMinAttempts = 7,
            BreakDuration = TimeSpan.FromSeconds(3),
            FirstByteTimeout = TimeSpan.FromMinutes(1),
            AnswerTimeout = TimeSpan.FromHours(2),
            IdleTimeout = TimeSpan.FromSeconds(30),
            FallbackModels = ["claude-sonnet-5-5", "claude-haiku-5-5"],
        });
    }

    [Fact]
    public void With_no_time_to_live_allowed_the_host_does_not_start()
    {
        using var provider = Provider(
            services => services.AddClaudeCaching(),
            ("Claude:ApiKey", "k"),
            ("Claude:CacheControl:AllowFiveMinutes", "false"),
            ("Claude:CacheControl:AllowOneHour", "false"));

        ((Action)provider.GetRequiredService<IStartupValidator>().Validate).Should().Throw<OptionsValidationException>()
            .WithMessage("Claude:CacheControl:AllowFiveMinutes and AllowOneHour are both false; allow one of them*");
    }

    [Fact]
    public void Every_settable_option_has_a_row_in_the_table()
    {
        Rows(ClaudeOptionsTables.Client);
        Rows(ClaudeOptionsTables.ResponseCaching);
        Rows(ClaudeOptionsTables.CacheControl);
        Rows(ClaudeOptionsTables.Retrying);
        Rows(ClaudeOptionsTables.RateLimiting);

        // What is code cannot stand in a configuration.
        static void Rows<T>(OptionsTable<T> table) => table.Names.Should().BeEquivalentTo(
            typeof(T).GetProperties()
                .Where(property => property.CanWrite && !property.PropertyType.IsSubclassOf(typeof(Delegate)))
                .Select(property => property.Name));
    }

    [Fact]
    public void A_class_of_models_has_limits_of_its_own()
    {
        using var provider = Provider(
            services => services.AddClaudeCaching(),
            ("Claude:ApiKey", "k"),
            ("Claude:RateLimiting:Classes:haiku-3-5:InputTokensPerMinute", "100000"),
            ("Claude:RateLimiting:Classes:haiku-3-5:CachedReadsCount", "true"));

        var limits = Options<RateLimitingOptions>(provider).Classes.Should().ContainSingle().Subject;
        limits.Key.Should().Be("haiku-3-5");
        limits.Value.Should().BeEquivalentTo(new ModelClassLimits { InputTokensPerMinute = 100_000, CachedReadsCount = true });
    }

    [Theory]
    [InlineData("Claude:RateLimiting:Classes:opus-5:RequestPerMinute", "RequestsPerMinute, InputTokensPerMinute")]
    [InlineData("Claude:ApiKye", "ApiKey, RequireApiKey")]
    [InlineData("Claude:Retrying:MaxRetires", "Enabled, MaxRetries")]
    [InlineData("Claude:Clients:Claude:Retrying:MaxRetires", "Enabled, MaxRetries")]
    [InlineData("Claude:Retrying:MaxRetries:Typo", "Enabled, MaxRetries")]
    [InlineData("Claude:Retrying", "ResponseCaching, CacheControl, WarmFirst, KeepWarm, Retrying")]
    [InlineData("Claude:Clients:Claude:Clients:x", "ResponseCaching, CacheControl, WarmFirst, KeepWarm, Retrying, RateLimiting, Accounting, Telemetry.")]
    [InlineData("Claude:Clients:nobody", "Registered: Claude")]
    public void An_unknown_name_is_an_error_that_lists_the_known_ones(string name, string known)
    {
        using var provider = Provider(services => services.AddClaudeCaching(), (name, "x"), ("Claude:ApiKey", "k"));

        var starting = () => provider.GetRequiredService<IStartupValidator>().Validate();

        starting.Should().Throw<OptionsValidationException>().Which.Failures.Should().ContainSingle()
            .Which.Should().StartWith(name + " is").And.Contain(known);
    }

    [Theory]
    [InlineData("Claude:Retrying:MaxRetries", "many", "a whole number")]
    [InlineData("Claude:Retrying:MaxRetries", "99", "between 0 and 20")]
    [InlineData("Claude:ResponseCaching:TimeToLive", "90", "00:01:30")]
    [InlineData("Claude:CacheControl:Enabled", "perhaps", "true or false")]
    [InlineData("Claude:CacheControl:Placement", "2", "Learned, Habit, AsSent")]
    [InlineData("Claude:CacheControl:Platform", "Vertex", "ClaudeApi, LegacyBedrock")]
    [InlineData("Claude:CacheControl:TreatedShare", "1.5", "between 0 and 1")]
    [InlineData("Claude:CacheControl:TreatedShare", "NaN", "between 0 and 1")]
    [InlineData("Claude:CacheControl:MinTokens:claude-haiku-5-5", "few", "a whole number")]
    [InlineData("Claude:CacheControl:MinTokens:claude-haiku-5-5", "-1", "between 0 and 1000000")]
    [InlineData("Claude:CacheControl:MinTokens", "1024", "one for each name below it")]
    [InlineData("Claude:BaseAddress", "api", "http")]
    [InlineData("Claude:DefaultTemperature", "2", "between 0 and 1")]
    public void A_wrong_value_is_named_together_with_what_to_set(string name, string value, string fix)
    {
        using var provider = Provider(services => services.AddClaudeCaching(), (name, value), ("Claude:ApiKey", "k"));

        var starting = () => provider.GetRequiredService<IStartupValidator>().Validate();

        starting.Should().Throw<OptionsValidationException>().Which.Failures.Should().ContainSingle()
            .Which.Should().Contain(name["Claude:".Length..]).And.Contain(value).And.Contain(fix);
    }

    [Fact]
    public void Code_has_the_last_word_then_configuration_then_the_environment()
    {
        var environment = new Dictionary<string, string?> { ["ANTHROPIC_API_KEY"] = "environment", ["ANTHROPIC_BASE_URL"] = "http://environment.test" };
        using var both = Provider(services => services.AddClaudeCaching(), environment, ("Claude:ApiKey", "configuration"));
        using var all = Provider(services => services.AddClaudeCaching(options => options.ApiKey = "code"), environment, ("Claude:ApiKey", "configuration"));

        Options<ClaudeClientOptions>(both).ApiKey.Should().Be("configuration");
        Options<ClaudeClientOptions>(both).BaseAddress.Should().Be(new Uri("http://environment.test"));
        Options<ClaudeClientOptions>(all).ApiKey.Should().Be("code");
    }

    [Fact]
    public void Names_that_people_use_already_are_honoured()
    {
        var environment = new Dictionary<string, string?>
        {
            ["ANTHROPIC_API_KEY"] = "k",
            ["USE_ANTHROPIC_CACHE"] = "false",
            ["USE_LOCAL_CACHE"] = "0",
            ["CACHE_PREFIX"] = "mine:",
            ["PROMPT_CACHE_DIR"] = "answers",
            ["CACHE_DEFAULT_TTL"] = "10",
            ["CACHE_TTL_SECONDS"] = "90",
            ["CACHE_COMPRESSION_THRESHOLD"] = "100",
        };
        using var provider = Provider(services => services.AddClaudeCaching(), environment);

        provider.GetRequiredService<IStartupValidator>().Validate();
        Options<CacheControlOptions>(provider).Enabled.Should().BeFalse();
        Options<ResponseCachingOptions>(provider).Should().BeEquivalentTo(new
        {
            Enabled = false,
            KeyPrefix = "mine:",
            Directory = "answers",
            TimeToLive = TimeSpan.FromSeconds(90),
            CompressionThreshold = 100,
        });
    }

    [Fact]
    public void A_wrong_variable_is_named()
    {
        using var provider = Provider(
            services => services.AddClaudeCaching(), new Dictionary<string, string?> { ["ANTHROPIC_API_KEY"] = "k", ["CACHE_TTL_SECONDS"] = "soon" });

        var starting = () => provider.GetRequiredService<IStartupValidator>().Validate();

        starting.Should().Throw<OptionsValidationException>().WithMessage("*CACHE_TTL_SECONDS*soon*");
    }

    [Fact]
    public void The_configuration_may_be_handed_over_whole_or_as_the_section()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Claude:ApiKey", "handed-over")]).Build();
        using var whole = Provider(services => services.AddClaudeCaching(configuration));
        using var section = Provider(services => services.AddClaudeCaching(configuration.GetSection("Claude")));

        Options<ClaudeClientOptions>(whole).ApiKey.Should().Be("handed-over");
        Options<ClaudeClientOptions>(section).ApiKey.Should().Be("handed-over");
    }

    [Fact]
    public void Limits_follow_the_configuration_while_the_host_runs()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Claude:ApiKey", "k")]).Build();
        using var provider = Provider(services => services.AddClaudeCaching(configuration));
        Options<RetryingOptions>(provider).MaxRetries.Should().Be(3);

        configuration["Claude:Retrying:MaxRetries"] = "5";
        configuration.Reload();

        Options<RetryingOptions>(provider).MaxRetries.Should().Be(5);
    }

    [Fact]
    public async Task A_mistake_made_while_the_host_runs_is_logged_once_and_the_last_good_options_hold()
    {
        var log = new LogLines();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Claude:ApiKey", "k")]).Build();
        using var provider = Provider(services =>
        {
            services.AddLogging(logging => logging.AddProvider(log));
            services.AddClaudeCaching(configuration).HttpClient.ConfigurePrimaryHttpMessageHandler(() => new ClaudeEmulator());
        });
        var claude = provider.GetRequiredService<IClaudeClient>();
        await claude.CreateMessageAsync(_question);

        configuration["Claude:Retrying:MaxRetries"] = "many";
        ((Action)configuration.Reload).Should().Throw<AggregateException>();
        await claude.CreateMessageAsync(_question with { System = "Again." });
        await claude.CreateMessageAsync(_question with { System = "And again." });

        log.Lines.Should().ContainSingle(line => line.Contains("MaxRetries is 'many'", StringComparison.Ordinal));
    }

    [Fact]
    public void A_configuration_that_is_handed_over_later_counts()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Claude:ApiKey", "handed-over")]).Build();
        using var provider = Provider(services =>
        {
            services.AddClaudeCaching();
            services.AddClaudeCaching(configuration);
        });

        Options<ClaudeClientOptions>(provider).ApiKey.Should().Be("handed-over");
    }

    [Fact]
    public void Named_clients_follow_the_configuration_that_was_handed_over_and_are_never_injected_by_accident()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Claude:ApiKey", "shared"), new("Claude:Clients:eu:ApiKey", "own"), new("Claude:DefaultMaxTokens", "77")]).Build();
        using var both = Provider(services =>
        {
            services.AddClaudeCaching("eu");
            services.AddClaudeCaching(configuration);
        });
        using var named = Provider(services => services.AddClaudeCaching("eu"));

        Options<ClaudeClientOptions>(both, "eu").Should().BeEquivalentTo(new { ApiKey = "own", DefaultMaxTokens = 77 });
        named.GetService<IClaudeClient>().Should().BeNull();
    }
}
