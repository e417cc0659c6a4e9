using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PromptCaching.Testing;
using static PromptCaching.Tests.DependencyInjection.Registered;

namespace PromptCaching.Tests.DependencyInjection;

public sealed class RegistrationTests
{
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
}
