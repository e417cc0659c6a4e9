using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PromptCaching.Guardrails.Redaction;
using PromptCaching.Guardrails.Tests.Support;
using PromptCaching.Guardrails.Validation;
using PromptCaching.Testing;

namespace PromptCaching.Guardrails.Tests.DependencyInjection;

/// <summary>Redaction and validation in one chain, on the real types, in whichever order they are added.</summary>
public sealed class BothStagesTests
{
    private static readonly Action<RedactionOptions> _findsTags = static options => options.Patterns.Add(
        new PiiPattern(new PiiKind("NAME"), new("<.*>", System.Text.RegularExpressions.RegexOptions.NonBacktracking)));

    public static TheoryData<bool, bool> OrdersAndForms => new() { { true, false }, { false, false }, { true, true }, { false, true } };

    [Theory]
    [MemberData(nameof(OrdersAndForms))]
    public async Task The_caller_gets_restored_and_sanitised_text_and_the_store_and_the_api_no_value(bool redactionFirst, bool isStream)
    {
        using var chain = new Chain(redactionFirst);

        (await chain.AskAsync("I am anna@example.org", "Dear [EMAIL_1]<script>alert(1)</script>!", isStream)).Should().Be("Dear anna@example.org!");
        (await chain.AskAsync("I am otto@example.org", "never asked", isStream)).Should().Be("Dear otto@example.org!");

        chain.Sent.Should().ContainSingle().Which.Should().Contain("[EMAIL_1]").And.NotContain("anna");
        chain.Stored.Should().NotContain("anna").And.NotContain("otto").And.NotBeEmpty();
        chain.Judged.Should().AllSatisfy(static answer => answer.Outcome.Should().Be(ValidationOutcome.Sanitised));
    }

    [Theory]
    [MemberData(nameof(OrdersAndForms))]
    public async Task A_refused_answer_with_a_placeholder_is_not_stored_and_its_refusal_tells_no_value(bool redactionFirst, bool isStream)
    {
        using var chain = new Chain(redactionFirst, validation: static options => options.Action = ValidationAction.Refuse);

        var ask = () => chain.AskAsync("I am anna@example.org", "Dear [EMAIL_1]<script>alert(1)</script>", isStream);

        (await ask.Should().ThrowAsync<ResponseRefusedException>()).Which.ToString().Should().NotContain("anna");
        (await chain.AskAsync("I am anna@example.org", "Dear [EMAIL_1]", isStream)).Should().Be("Dear anna@example.org");
    }

    [Theory]
    [MemberData(nameof(OrdersAndForms))]
    public async Task A_value_that_would_bring_markup_into_an_answer_that_was_sanitised_stays_a_placeholder(bool redactionFirst, bool isStream)
    {
        using var chain = new Chain(redactionFirst, _findsTags);

        (await chain.AskAsync("<script>steal()</script>, anna@example.org", "[NAME_1] wrote to [EMAIL_1]", isStream))
            .Should().Be("[NAME_1] wrote to anna@example.org");
    }

    [Theory]
    [InlineData("[click]([SECRET_1])", "[click]([SECRET_1])")]
    [InlineData("<a href=\"[SECRET_1]\">click</a>", "<a href=\"[SECRET_1]\">click</a>")]
    [InlineData("<a href=\"java[SECRET_1]\">click</a>", "<a href=\"java[SECRET_1]\">click</a>")]
    [InlineData("It is [SECRET_1].", "It is javascript:steal1.")]
    public async Task A_password_that_is_an_address_comes_back_as_text_and_not_as_a_link(string answer, string expected)
    {
        using var chain = new Chain(redactionFirst: true);

        (await chain.AskAsync("password=javascript:steal1", answer, isStream: false)).Should().Be(expected);
    }

    [Fact]
    public async Task Who_only_observes_gets_every_value()
    {
        using var chain = new Chain(redactionFirst: true, _findsTags, static options => options.Action = ValidationAction.Observe);

        (await chain.AskAsync("<b onclick=x>", "[NAME_1]", isStream: false)).Should().Be("<b onclick=x>");
    }

    [Fact]
    public async Task A_message_that_is_sent_again_is_judged_anew()
    {
        using var chain = new Chain(redactionFirst: true, _findsTags);
        using var content = new ByteArrayContent(Asked.Conversation("<script>x</script>"));
        using var handler = new HttpMessageInvoker(chain.Handler, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.anthropic.com/v1/messages") { Content = content };

        foreach (var expected in new[] { "[NAME_1]", "<script>x<" })
        {
            chain.Answers("[NAME_1]");
            using var response = await handler.SendAsync(request, CancellationToken.None);
            (await response.Content.ReadAsStringAsync()).Should().Contain(expected);
            chain.Options.Enabled = false;
        }
    }

    private sealed class Chain : IDisposable
    {
        private readonly ClaudeEmulator _emulator = new(new ClaudeEmulatorOptions { RejectUnknownFields = false });
        private readonly RecordingCache _store = new();
        private readonly ServiceProvider _provider;
        private readonly HttpClient _http;

        public Chain(bool redactionFirst, Action<RedactionOptions>? redaction = null, Action<ValidationOptions>? validation = null)
        {
            var services = new ServiceCollection();
            var claude = services.AddClaudeCaching(static options => options.ApiKey = "k").UseDistributedCache(_store);
            _ = redactionFirst ? claude.AddRedaction(redaction).AddValidation(Validation) : claude.AddValidation(Validation).AddRedaction(redaction);
            claude.HttpClient.ConfigurePrimaryHttpMessageHandler(() => _emulator);
            _provider = services.BuildServiceProvider();
            _http = _provider.GetRequiredService<IHttpClientFactory>().CreateClient(ClaudeDefaults.ClientName);

            void Validation(ValidationOptions options)
            {
                Options = options;
                (options.MinLength, options.OnValidated) = (0, Judged.Add);
                validation?.Invoke(options);
            }
        }

        public ValidationOptions Options { get; private set; } = new();

        public List<ValidatedAnswer> Judged { get; } = [];

        public string Stored => _store.All;

        public IEnumerable<string> Sent => _emulator.Calls.Select(static call => call.Body.Utf8());

        public HttpMessageHandler Handler => _provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(ClaudeDefaults.ClientName);

        public void Answers(string text) => _emulator.Enqueue(EmulatedAnswer.Text(text));

        public async Task<string> AskAsync(string question, string answer, bool isStream)
        {
            Answers(answer);
            using var content = new ByteArrayContent(Asked.Ask([question], isStream));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var response = await _http.PostAsync(new Uri("https://api.anthropic.com/v1/messages"), content);
            var body = await response.Content.ReadAsStringAsync();
            return isStream
                ? string.Concat(body.Split('\n').Where(static line => line.StartsWith("data: ", StringComparison.Ordinal))
                    .Select(static line => JsonNode.Parse(line[6..])!["delta"]?["text"]?.GetValue<string>()))
                : JsonNode.Parse(body)!["content"]![0]!["text"]!.GetValue<string>();
        }

        public void Dispose()
        {
            _http.Dispose();
            _provider.Dispose();
            _emulator.Dispose();
        }
    }
}
