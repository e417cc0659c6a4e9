using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PromptCaching.CacheControl;
using PromptCaching.DependencyInjection.Configuration;
using PromptCaching.Messages;
using PromptCaching.RateLimiting;
using PromptCaching.ResponseCaching;
using PromptCaching.Retrying;
using PromptCaching.Testing;

namespace PromptCaching.Tests.DependencyInjection;

public sealed class RegistrationTests
{
    private static readonly MessageRequest _question = MessageRequest.FromPrompt("Twice?");

    [Fact]
    public void A_missing_key_stops_the_host_with_one_sentence_that_says_what_to_set()
    {
        using var provider = Provider(services => services.AddClaudeCaching());

        var starting = () => provider.GetRequiredService<IStartupValidator>().Validate();

        starting.Should().Throw<OptionsValidationException>().Which.Failures.Should().ContainSingle()
            .Which.Should().Contain("Claude:ApiKey").And.Contain("ANTHROPIC_API_KEY");
    }

    [Fact]
    public void A_host_that_may_start_without_a_key_starts_and_warns_once()
    {
        var log = new LogLines();
        using var provider = Provider(services =>
        {
            services.AddClaudeCaching(options => options.RequireApiKey = false);
            services.AddLogging(logging => logging.AddProvider(log));
        });

        provider.GetRequiredService<IStartupValidator>().Validate();
        provider.GetRequiredService<IClaudeClient>();

        log.Lines.Should().ContainSingle(line => line.Contains("ANTHROPIC_API_KEY", StringComparison.Ordinal));
    }

    [Fact]
    public void A_client_of_somebody_else_brings_its_own_key()
    {
        var log = new LogLines();
        using var provider = Provider(services =>
        {
            services.AddHttpClient("other").AddClaudeCachingHandlers();
            services.AddLogging(logging => logging.AddProvider(log));
        });

        provider.GetRequiredService<IStartupValidator>().Validate();

        log.Lines.Should().BeEmpty();
    }

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
            ("Claude:Retrying:MaxRetries", "7"),
            ("Claude:RateLimiting:RequestsPerMinute", "1234"));

        Options<ClaudeClientOptions>(provider).Should().BeEquivalentTo(
            new { ApiKey = "from-configuration", Betas = new[] { "one", "two" }, DefaultTemperature = 0.5 });
        Options<ResponseCachingOptions>(provider).TimeToLive.Should().Be(TimeSpan.FromMinutes(5));
        Options<CacheControlOptions>(provider).Enabled.Should().BeFalse();
        Options<RetryingOptions>(provider).MaxRetries.Should().Be(7);
        Options<RateLimitingOptions>(provider).RequestsPerMinute.Should().Be(1234);
    }

    [Fact]
    public void Every_settable_option_has_a_row_in_the_table()
    {
        Rows(ClaudeOptionsTables.Client);
        Rows(ClaudeOptionsTables.ResponseCaching);
        Rows(ClaudeOptionsTables.CacheControl);
        Rows(ClaudeOptionsTables.Retrying);
        Rows(ClaudeOptionsTables.RateLimiting);

        static void Rows<T>(OptionsTable<T> table) =>
            table.Names.Should().BeEquivalentTo(typeof(T).GetProperties().Where(property => property.CanWrite).Select(property => property.Name));
    }

    [Theory]
    [InlineData("Claude:ApiKye", "ApiKey, RequireApiKey")]
    [InlineData("Claude:Retrying:MaxRetires", "Enabled, MaxRetries")]
    [InlineData("Claude:Clients:Claude:Retrying:MaxRetires", "Enabled, MaxRetries")]
    [InlineData("Claude:Retrying:MaxRetries:Typo", "Enabled, MaxRetries")]
    [InlineData("Claude:Retrying", "ResponseCaching, CacheControl, Retrying")]
    [InlineData("Claude:Clients:Claude:Clients:x", "ResponseCaching, CacheControl, Retrying, RateLimiting.")]
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

    [Fact]
    public void Our_own_client_needs_a_key_in_whatever_order_it_was_registered()
    {
        using var provider = Provider(services =>
        {
            services.AddHttpClient(ClaudeDefaults.ClientName).AddClaudeCachingHandlers();
            services.AddClaudeCaching();
        });

        ((Action)(() => provider.GetRequiredService<IStartupValidator>().Validate())).Should().Throw<OptionsValidationException>();
    }

    [Fact]
    public void No_chain_follows_a_redirect()
    {
        using var provider = Provider(services =>
        {
            services.AddHttpClient("other").AddClaudeCachingHandlers();
            services.AddClaudeCaching(options => options.ApiKey = "k");
        });
        foreach (var name in new[] { "other", ClaudeDefaults.ClientName })
        {
            var handler = provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(name);
            while (handler is DelegatingHandler { InnerHandler: { } inner })
            {
                handler = inner;
            }

            (handler is SocketsHttpHandler { AllowAutoRedirect: false } or HttpClientHandler { AllowAutoRedirect: false }).Should().BeTrue(name);
        }
    }

    [Fact]
    public void A_placeholder_or_a_null_leaves_an_option_as_it_is()
    {
        using var provider = Provider(
            services => services.AddClaudeCaching(),
            new Dictionary<string, string?> { ["ANTHROPIC_API_KEY"] = "environment" },
            ("Claude:ApiKey", ""),
            ("Claude:DefaultTemperature", null),
            ("Claude:RateLimiting:RequestsPerMinute", null));

        provider.GetRequiredService<IStartupValidator>().Validate();
        Options<ClaudeClientOptions>(provider).ApiKey.Should().Be("environment");
    }

    [Fact]
    public void A_directory_that_cannot_be_one_is_found_at_start()
    {
        using var provider = Provider(
            services => services.AddClaudeCaching(options => options.ApiKey = "k"), ("Claude:ResponseCaching:Directory", "/proc/nope"));

        ((Action)(() => provider.GetRequiredService<IStartupValidator>().Validate()))
            .Should().Throw<OptionsValidationException>().WithMessage("Claude:ResponseCaching:Directory is '/proc/nope'*");
    }

    [Fact]
    public async Task A_throwing_observer_does_not_break_the_call()
    {
        using var provider = Provider(services => services.AddClaudeCaching(options => options.ApiKey = "k")
            .OnCallCompleted(_ => throw new InvalidOperationException("onlooker"))
            .HttpClient.ConfigurePrimaryHttpMessageHandler(() => new ClaudeEmulator()));

        (await provider.GetRequiredService<IClaudeClient>().GetTextAsync("Anyone?")).Should().NotBeEmpty();
    }

    [Fact]
    public async Task Clients_of_different_names_share_nothing()
    {
        using var provider = Provider(
            services =>
            {
                services.AddClaudeCaching(options => options.ApiKey = "one").HttpClient.ConfigurePrimaryHttpMessageHandler(() => new ClaudeEmulator());
                services.AddClaudeCaching("eu").HttpClient.ConfigurePrimaryHttpMessageHandler(() => new ClaudeEmulator());
            },
            ("Claude:DefaultModel", "claude-opus-5-5"),
            ("Claude:Clients:eu:ApiKey", "two"),
            ("Claude:Clients:eu:Retrying:MaxRetries", "0"));
        var (first, second) = (provider.GetRequiredService<IClaudeClient>(), provider.GetRequiredKeyedService<IClaudeClient>("eu"));

        await first.CreateMessageAsync(_question);
        var report = (await second.CreateMessageAsync(_question)).GetCallReport()!;

        report.Source.Should().Be(CallSource.Api);
        report.Model.Should().Be("claude-opus-5-5");
        Options<RetryingOptions>(provider, "eu").MaxRetries.Should().Be(0);
        Options<RetryingOptions>(provider).MaxRetries.Should().Be(3);
        provider.GetRequiredKeyedService<IClaudeClient>(ClaudeDefaults.ClientName).Should().BeSameAs(first);
    }

    [Fact]
    public async Task The_registered_distributed_cache_is_the_store()
    {
        var store = new CountingCache();
        using var provider = Provider(services =>
        {
            services.AddSingleton<IDistributedCache>(store);
            services.AddClaudeCaching(options => options.ApiKey = "k").HttpClient.ConfigurePrimaryHttpMessageHandler(() => new ClaudeEmulator());
        });

        await provider.GetRequiredService<IClaudeClient>().CreateMessageAsync(_question);

        store.Keys.Should().ContainSingle().Which.Should().StartWith("llm:");
    }

    [Fact]
    public async Task The_client_s_own_store_comes_before_the_host_s()
    {
        var (host, own) = (new CountingCache(), new CountingCache());
        using var provider = Provider(services =>
        {
            services.AddSingleton<IDistributedCache>(host);
            services.AddClaudeCaching(options => options.ApiKey = "k").UseDistributedCache(own)
                .HttpClient.ConfigurePrimaryHttpMessageHandler(() => new ClaudeEmulator());
        });

        await provider.GetRequiredService<IClaudeClient>().CreateMessageAsync(_question);

        host.Keys.Should().BeEmpty();
        own.Keys.Should().ContainSingle();
    }

    [Fact]
    public async Task A_directory_keeps_answers_over_restarts()
    {
        var directory = Directory.CreateTempSubdirectory("promptcaching-");
        try
        {
            (await AskAsync()).Should().Be(CallSource.Api);
            (await AskAsync()).Should().Be(CallSource.ResponseCache);
        }
        finally
        {
            directory.Delete(recursive: true);
        }

        async Task<CallSource> AskAsync()
        {
            using var provider = Provider(services => services.AddClaudeCaching(options => options.ApiKey = "k")
                .ConfigureResponseCaching(options => options.Directory = directory.FullName)
                .HttpClient.ConfigurePrimaryHttpMessageHandler(() => new ClaudeEmulator()));
            return (await provider.GetRequiredService<IClaudeClient>().CreateMessageAsync(_question)).GetCallReport()!.Source;
        }
    }

    [Fact]
    public void The_client_never_cuts_a_long_generation()
    {
        using var provider = Provider(services => services.AddClaudeCaching(options => options.ApiKey = "k"));

        provider.GetRequiredService<IHttpClientFactory>().CreateClient(ClaudeDefaults.ClientName).Timeout.Should().Be(Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public void Synchronous_sending_is_refused_with_a_sentence()
    {
        using var provider = Provider(services => services.AddClaudeCaching(options => options.ApiKey = "k"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.anthropic.com/v1/models");

        var sending = () => provider.GetRequiredService<IHttpClientFactory>().CreateClient(ClaudeDefaults.ClientName).Send(request);

        sending.Should().Throw<NotSupportedException>().WithMessage("*SendAsync*");
    }

    [Fact]
    public void Wrong_options_are_found_without_a_host_too()
    {
        var making = () => ClaudeCachingHandler.Create(
            new ClaudeCachingOptions { Retrying = { BaseDelay = TimeSpan.FromMinutes(2) } }, new ClaudeEmulator());

        making.Should().Throw<OptionsValidationException>().WithMessage("*BaseDelay (00:02:00)*MaxDelay (00:01:00)*");
    }

    private static T Options<T>(IServiceProvider provider, string name = ClaudeDefaults.ClientName) =>
        provider.GetRequiredService<IOptionsMonitor<T>>().Get(name);

    private static ServiceProvider Provider(Action<IServiceCollection> add, params (string Name, string? Value)[] configuration) =>
        Provider(add, [], configuration);

    private static ServiceProvider Provider(
        Action<IServiceCollection> add, Dictionary<string, string?> environment, params (string Name, string? Value)[] configuration)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new ManualTimeProvider());
        services.AddSingleton(new EnvironmentFallbacks(name => environment.GetValueOrDefault(name)));
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(configuration.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))).Build());
        add(services);
        return services.BuildServiceProvider(validateScopes: true);
    }

    private sealed class CountingCache : IDistributedCache
    {
        private readonly MemoryDistributedCache _inner = new(Microsoft.Extensions.Options.Options.Create(new MemoryDistributedCacheOptions()));

        public List<string> Keys { get; } = [];

        public byte[]? Get(string key) => _inner.Get(key);

        public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => _inner.GetAsync(key, token);

        public void Refresh(string key) => _inner.Refresh(key);

        public Task RefreshAsync(string key, CancellationToken token = default) => _inner.RefreshAsync(key, token);

        public void Remove(string key) => _inner.Remove(key);

        public Task RemoveAsync(string key, CancellationToken token = default) => _inner.RemoveAsync(key, token);

        public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => _inner.Set(key, value, options);

        public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
        {
            Keys.Add(key);
            return _inner.SetAsync(key, value, options, token);
        }
    }

    private sealed class LogLines : ILoggerProvider, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
