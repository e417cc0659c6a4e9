using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PromptCaching.Guardrails.Validation;
using PromptCaching.Messages;
using PromptCaching.ResponseCaching;
using PromptCaching.Testing;

namespace PromptCaching.Guardrails.Tests.DependencyInjection;

public sealed class AddValidationTests
{
    private static readonly MessageRequest _question = MessageRequest.Parse(
        """{"model":"claude-haiku-5-5","max_tokens":64,"messages":[{"role":"user","content":"What is 2 + 2?"}]}"""u8);

    [Fact]
    public async Task One_line_sanitises_the_answers_of_a_client_and_counts_them()
    {
        using var emulator = new ClaudeEmulator();
        emulator.Enqueue(EmulatedAnswer.Text("Four<script>alert(1)</script>"));
        await using var provider = Provider(emulator, options => options.MinLength = 0);
        using var counts = new Counts(provider.GetRequiredService<IMeterFactory>());
        var client = provider.GetRequiredService<IClaudeClient>();

        (await client.CreateMessageAsync(_question)).Text.Should().Be("Four");
        (await client.CreateMessageAsync(_question)).Text.Should().Be("Four");

        emulator.Calls.Should().ContainSingle();
        counts.Seen.Should().BeEquivalentTo(
        [
            "promptcaching.validation.results outcome=sanitised: 2",
            "promptcaching.validation.issues code=harmful_markup severity=error: 2",
            "promptcaching.validation.sanitised : 2",
        ]);
        provider.GetRequiredService<ResponseValidator>().Validate("x").IsValid.Should().BeTrue();
    }

    [Fact]
    public async Task What_is_refused_is_not_stored_and_other_wishes_about_storing_hold()
    {
        using var emulator = new ClaudeEmulator();
        emulator.Enqueue(EmulatedAnswer.Text("Four<script>alert(1)</script>"));
        var asked = 0;
        await using var provider = Provider(
            emulator,
            options => (options.MinLength, options.Action) = (0, ValidationAction.Refuse),
            services => services.Configure<ResponseCachingOptions>(ClaudeDefaults.ClientName, caching => caching.MayStore = _ => asked++ < 0));
        var client = provider.GetRequiredService<IClaudeClient>();

        await client.Invoking(it => it.CreateMessageAsync(_question)).Should().ThrowAsync<ResponseRefusedException>();
        asked.Should().Be(0);
        await client.CreateMessageAsync(_question);
        await client.CreateMessageAsync(_question);

        asked.Should().Be(2);
        emulator.Calls.Should().HaveCount(3);
    }

    [Fact]
    public async Task Added_twice_it_judges_once_with_the_options_of_both()
    {
        using var emulator = new ClaudeEmulator();
        var seen = 0;
        var services = new ServiceCollection();
        services.AddClaudeCaching(options => options.ApiKey = "key").AddValidation(options => options.MinLength = 0)
            .AddValidation(options => options.OnValidated = _ => seen++)
            .HttpClient.ConfigurePrimaryHttpMessageHandler(() => emulator);
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<IClaudeClient>().CreateMessageAsync(_question);

        seen.Should().Be(1);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void It_stands_in_front_of_the_chain_and_behind_redaction(bool hasRedaction, int expected)
    {
        var services = new ServiceCollection();
        var builder = services.AddClaudeCaching(options => options.ApiKey = "key");
        if (hasRedaction)
        {
            builder.HttpClient.ConfigureAdditionalHttpMessageHandlers((handlers, _) => handlers.Insert(0, new RedactionHandler()));
        }

        IList<DelegatingHandler> seen = [];
        builder.AddValidation().HttpClient.ConfigureAdditionalHttpMessageHandlers((handlers, _) => seen = handlers);
        using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(ClaudeDefaults.ClientName);

        seen.Select((handler, index) => (handler, index)).Single(pair => pair.handler is ValidationHandler).index.Should().Be(expected);
    }

    [Theory]
    [InlineData("MinLength")]
    [InlineData("MinListItems")]
    [InlineData("RequiredSections")]
    [InlineData("Rules")]
    [InlineData("JsonSchema")]
    [InlineData("AllowedSchemes")]
    public void A_wrong_option_is_named_at_start(string option)
    {
        Action<ValidationOptions> configure = options => _ = option switch
        {
            "MinLength" => options.MinLength = 60_000,
            "MinListItems" => options.MinListItems = -1,
            "RequiredSections" => (object)(options.RequiredSections = [" "]),
            "Rules" => options.Rules = [null!],
            "JsonSchema" => options.JsonSchema = "{",
            _ => options.Sanitising.AllowedSchemes = ["JavaScript"],
        };
        using var emulator = new ClaudeEmulator();
        using var provider = Provider(emulator, configure);

        provider.GetRequiredService<IStartupValidator>().Invoking(validator => validator.Validate())
            .Should().Throw<OptionsValidationException>().WithMessage($"*ValidationOptions.*{option}*");
        var create = () => ValidationHandler.Create(Configured(configure), new ClaudeCachingOptions(), emulator);
        create.Should().Throw<OptionsValidationException>();
    }

    private static ValidationOptions Configured(Action<ValidationOptions> configure)
    {
        var options = new ValidationOptions();
        configure(options);
        return options;
    }

    private static ServiceProvider Provider(ClaudeEmulator emulator, Action<ValidationOptions> configure, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection();
        services.AddClaudeCaching(options => options.ApiKey = "key").AddValidation(configure).HttpClient.ConfigurePrimaryHttpMessageHandler(() => emulator);
        more?.Invoke(services);
        return services.BuildServiceProvider();
    }

    private sealed class RedactionHandler : DelegatingHandler;

    private sealed class Counts : IDisposable
    {
        private readonly Dictionary<string, long> _counts = [];
        private readonly MeterListener _listener = new();

        public Counts(IMeterFactory factory)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Scope == factory && instrument.Name.StartsWith("promptcaching.validation", StringComparison.Ordinal))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            {
                var name = $"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))}";
                _counts[name] = _counts.GetValueOrDefault(name) + value;
            });
            _listener.Start();
        }

        public IEnumerable<string> Seen => _counts.Select(count => $"{count.Key}: {count.Value}");

        public void Dispose() => _listener.Dispose();
    }
}
