using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PromptCaching.Guardrails.Redaction;
using PromptCaching.Guardrails.Tests.Support;
using PromptCaching.ResponseCaching;
using PromptCaching.Testing;

namespace PromptCaching.Guardrails.Tests.DependencyInjection;

public sealed class AddRedactionTests
{
    [Fact]
    public void It_is_outermost_whenever_it_is_added()
    {
        var services = new ServiceCollection();
        var claude = services.AddClaudeCaching(static options => options.ApiKey = "k").AddRedaction().AddRedaction();
        claude.HttpClient.ConfigureAdditionalHttpMessageHandlers(static (handlers, _) => handlers.Insert(0, new Passing()));
        using var provider = services.BuildServiceProvider();

        var handlers = HandlersOf(provider, claude.Name).ToList();

        handlers.FindIndex(static handler => handler is RedactionHandler).Should().BeLessThan(handlers.FindIndex(static handler => handler is Passing));
        handlers.OfType<RedactionHandler>().Should().ContainSingle();
    }

    [Fact]
    public async Task It_stands_above_the_chain_of_another_client_too()
    {
        using var emulator = new ClaudeEmulator();
        var services = new ServiceCollection();
        services.AddHttpClient("other").AddClaudeCachingHandlers().AddRedaction().HttpClient.ConfigurePrimaryHttpMessageHandler(() => emulator);
        await using var provider = services.BuildServiceProvider();
        using var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("other");
        using var content = new ByteArrayContent(Asked.Conversation("I am a@x.org"));
        http.DefaultRequestHeaders.Add("x-api-key", "k");

        using var answer = await http.PostAsync(new Uri("https://api.anthropic.com/v1/messages"), content);

        emulator.Calls.Should().ContainSingle().Which.Body.Utf8().Should().Contain("I am [EMAIL_1]");
    }

    [Fact]
    public void Options_add_up()
    {
        var services = new ServiceCollection();
        var claude = services.AddClaudeCaching(static options => options.ApiKey = "k")
            .AddRedaction(static options => options.Kinds.Remove(PiiKind.Phone))
            .AddRedaction(static options => options.RestoreAnswers = false);
        using var provider = services.BuildServiceProvider();

        var options = provider.GetRequiredService<IOptionsMonitor<RedactionOptions>>().Get(claude.Name);

        options.Kinds.Should().NotContain(PiiKind.Phone);
        options.RestoreAnswers.Should().BeFalse();
    }

    [Fact]
    public void Wrong_options_are_told_at_the_start_each_with_its_value_and_the_fix()
    {
        var services = new ServiceCollection();
        services.AddClaudeCaching(static options => options.ApiKey = "k").AddRedaction(static options =>
        {
            options.Patterns.Add(new PiiPattern(new PiiKind("customer no"), new Regex("C-[0-9]+")));
            options.UserIdSecret = "short";
        });
        using var provider = services.BuildServiceProvider();

        var start = () => provider.GetRequiredService<IStartupValidator>().Validate();

        var problems = start.Should().Throw<OptionsValidationException>().Which.Failures.ToList();
        problems.Should().Contain(static one => one.Contains("'customer no'; use capital letters", StringComparison.Ordinal))
            .And.Contain(static told =>
                told.Contains("'C-[0-9]+'", StringComparison.Ordinal) && told.Contains("add RegexOptions.NonBacktracking", StringComparison.Ordinal))
            .And.Contain(static one => one.Contains("has 5 characters; set at least 16", StringComparison.Ordinal));
        string.Join(' ', problems).Should().NotContain("short");
    }

    [Fact]
    public async Task What_is_replaced_is_counted_by_kind()
    {
        var counted = new Dictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listening) =>
            {
                if (instrument.Name.StartsWith("promptcaching.redaction.", StringComparison.Ordinal))
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            // Other tests count at the same time; only this one has customers.
            if (tags.Length == 1 && tags[0].Value is "CUSTOMER")
            {
                counted[instrument.Name] = counted.GetValueOrDefault(instrument.Name) + value;
            }
        });
        listener.Start();
        using var own = new RedactedChain(static options =>
            options.Patterns.Add(new PiiPattern(new PiiKind("CUSTOMER"), new Regex("C-[0-9]+", RegexOptions.NonBacktracking))));

        await own.PostAsync(Asked.Conversation("C-1, C-2 and C-1"));

        counted.Should().Equal(new Dictionary<string, long> { ["promptcaching.redaction.values"] = 3 });
    }

    [Fact]
    public async Task An_answer_that_was_put_into_the_cache_with_placeholders_is_told_with_values()
    {
        using var emulator = new ClaudeEmulator();
        var services = new ServiceCollection();
        services.AddClaudeCaching(static options => options.ApiKey = "k").AddRedaction().HttpClient.ConfigurePrimaryHttpMessageHandler(() => emulator);
        await using var provider = services.BuildServiceProvider();
        using var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient(ClaudeDefaults.ClientName);
        var redacted = Redacting.With().Redact(Asked.Conversation("I am a@x.org"));
        var warmed = new WarmedAnswer(redacted.Body)
        {
            Response = """
                {"id":"msg_1","type":"message","role":"assistant","model":"m","stop_reason":"end_turn","usage":{},
                 "content":[{"type":"text","text":"Dear [EMAIL_1]"}]}
                """u8.ToArray(),
        };

        (await provider.GetRequiredService<IResponseCache>().WarmAsync(Only(warmed))).Stored.Should().Be(1);
        using var content = new ByteArrayContent(Asked.Conversation("I am b@y.org"));
        using var answer = await http.PostAsync(new Uri("https://api.anthropic.com/v1/messages"), content);

        (await answer.Content.ReadAsStringAsync()).Should().Contain("Dear b@y.org");
        emulator.Calls.Should().BeEmpty();
    }

    private static async IAsyncEnumerable<WarmedAnswer> Only(WarmedAnswer answer)
    {
        await Task.CompletedTask;
        yield return answer;
    }

    private static IEnumerable<HttpMessageHandler> HandlersOf(IServiceProvider provider, string name)
    {
        var handler = provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(name);
        for (var next = handler; next is not null; next = (next as DelegatingHandler)?.InnerHandler)
        {
            yield return next;
        }
    }

    private sealed class Passing : DelegatingHandler;
}
