using System.Net;
using System.Text.Json;
using PromptCaching.Guardrails.Validation;
using PromptCaching.Messages;
using PromptCaching.Testing;

namespace PromptCaching.Guardrails.Tests.Validation;

/// <summary>Answers on their way through the chain: what is asked of the API, stored, joined or streamed gets one verdict.</summary>
public sealed class ValidationHandlerTests
{
    private const string Hostile = "Four. <b>Really</b><script>alert(1)</script>";
    private const string Clean = "Four. <b>Really</b>";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_harmless_answer_passes_byte_for_byte(bool isStream)
    {
        using var plain = new ValidatedChain(options => options.Enabled = false);
        using var chain = new ValidatedChain();

        var (_, expected, untouched) = await plain.AskAsync(isStream);
        var (_, body, response) = await chain.AskAsync(isStream);

        body.Should().Be(expected);
        response.GetValidation()!.Outcome.Should().Be(ValidationOutcome.Passed);
        response.GetCallReport()!.IsComplete.Should().BeTrue();
        response.Content.Headers.ContentType.Should().Be(untouched.Content.Headers.ContentType);
        untouched.GetValidation().Should().BeNull();
        plain.Seen.Should().BeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_harmful_answer_is_sanitised_and_so_is_its_hit(bool isStream)
    {
        using var chain = new ValidatedChain();
        chain.Answers(Hostile);

        var first = await chain.AskAsync(isStream);
        var hit = await chain.AskAsync(isStream);
        var other = await chain.AskAsync(!isStream);

        chain.Upstream.Should().Be(1);
        TextOf(first.Body, isStream).Should().Be(Clean);
        TextOf(hit.Body, isStream).Should().Be(Clean);
        TextOf(other.Body, !isStream).Should().Be(Clean);
        chain.Seen.Should().OnlyContain(seen => seen.Outcome == ValidationOutcome.Sanitised).And.HaveCount(3);
        chain.Seen.Select(seen => seen.CallReport!.Source).Should().Equal(CallSource.Api, CallSource.ResponseCache, CallSource.ResponseCache);
        Header(hit.Response).Should().Be("sanitised");
    }

    [Fact]
    public async Task All_but_the_text_stays_when_a_message_is_sanitised()
    {
        using var plain = new ValidatedChain(options => options.Enabled = false);
        using var chain = new ValidatedChain();
        plain.Answers(Hostile);
        chain.Answers(Hostile);

        var (_, before, _) = await plain.AskAsync();
        var (_, after, _) = await chain.AskAsync();

        after.Should().Be(before.Replace(JsonSerializer.Serialize(Hostile), JsonSerializer.Serialize(Clean), StringComparison.Ordinal)
            .Replace(Hostile, Clean, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Equal_questions_at_once_get_one_verdict(bool isStream)
    {
        using var chain = new ValidatedChain();
        chain.Answers(Hostile);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => chain.AskAsync(isStream)));

        chain.Upstream.Should().Be(1);
        answers.Should().OnlyContain(answer => TextOf(answer.Body, isStream) == Clean);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_refused_answer_says_that_it_was_billed_and_is_never_stored(bool isStream)
    {
        using var chain = new ValidatedChain(options => options.Action = ValidationAction.Refuse);
        chain.Answers(Hostile);
        chain.Answers(Hostile);

        var first = (await chain.Invoking(it => it.AskAsync(isStream)).Should().ThrowAsync<ResponseRefusedException>()).Which;
        await chain.Invoking(it => it.AskAsync(isStream)).Should().ThrowAsync<ResponseRefusedException>();

        chain.Upstream.Should().Be(2, "the second asks the API again");
        first.MayHaveBeenBilled.Should().BeTrue();
        first.RequestId.Should().NotBeNull();
        first.CallReport!.Cost.Should().BePositive();
        first.CallReport.NotStored.Should().Be("forbidden");
        first.Issues.Should().ContainSingle().Which.Code.Should().Be(ValidationCodes.HarmfulMarkup);
        first.Message.Should().NotContain("alert");
        (await chain.AskAsync(isStream)).Status.Should().Be(HttpStatusCode.OK, "the third is harmless");
        (await chain.AskAsync(isStream)).Response.GetCallReport()!.Source.Should().Be(CallSource.ResponseCache);
    }

    [Fact]
    public async Task An_answer_that_is_stored_and_refused_later_is_refused_as_a_hit_and_was_not_billed()
    {
        using var chain = new ValidatedChain();
        chain.Answers(Hostile);
        await chain.AskAsync();

        chain.Options.Action = ValidationAction.Refuse;

        (await chain.Invoking(it => it.AskAsync()).Should().ThrowAsync<ResponseRefusedException>()).Which.MayHaveBeenBilled.Should().BeFalse();
    }

    [Fact]
    public async Task Our_own_client_gets_the_refusal_as_it_is()
    {
        using var chain = new ValidatedChain(options => options.Action = ValidationAction.Refuse);
        chain.Answers(Hostile);
        var request = MessageRequest.Parse(System.Text.Encoding.UTF8.GetBytes(ValidatedChain.Question(isStream: false)));

        await chain.Client.Invoking(it => it.CreateMessageAsync(request)).Should().ThrowAsync<ClaudeException>()
            .Where(refused => refused is ResponseRefusedException && refused.MayHaveBeenBilled);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Foreign_clients_get_an_error_of_the_APIs_form_that_none_of_them_repeats(bool isStream)
    {
        using var chain = new ValidatedChain(options => (options.Action, options.RefusalForm) = (ValidationAction.Refuse, RefusalForm.HttpError));
        chain.Answers(Hostile);

        var (status, body, response) = await chain.AskAsync(isStream);

        status.Should().Be(HttpStatusCode.UnprocessableEntity);
        response.Headers.GetValues("x-should-retry").Should().Equal("false");
        using var error = JsonDocument.Parse(body);
        error.RootElement.GetProperty("type").GetString().Should().Be("error");
        error.RootElement.GetProperty("error").GetProperty("type").GetString().Should().Be("response_refused");
        error.RootElement.GetProperty("error").GetProperty("details").GetProperty("issues")[0].GetString().Should().Be("harmful_markup");
        error.RootElement.GetProperty("request_id").GetString().Should().Be(response.GetCallReport()!.RequestId);
    }

    [Fact]
    public async Task Only_what_is_bad_enough_is_refused()
    {
        using var chain = new ValidatedChain(options => options.Action = ValidationAction.Refuse);
        chain.Answers("I cannot verify that it is four.");

        (await chain.AskAsync()).Response.GetValidation()!.Outcome.Should().Be(ValidationOutcome.Warned);

        chain.Options.RefuseAt = ValidationSeverity.Warning;
        await chain.Invoking(it => it.AskAsync()).Should().ThrowAsync<ResponseRefusedException>();
    }

    [Fact]
    public async Task An_observer_changes_nothing()
    {
        using var chain = new ValidatedChain(options => options.Action = ValidationAction.Observe);
        chain.Answers(Hostile);

        var (_, body, response) = await chain.AskAsync();

        TextOf(body, isStream: false).Should().Be(Hostile);
        response.GetValidation()!.Result.IsValid.Should().BeFalse();
        Header(response).Should().Be("warned");
    }

    [Fact]
    public async Task Citations_of_a_text_that_was_sanitised_are_named()
    {
        using var chain = new ValidatedChain();
        chain.Emulator.Enqueue(EmulatedAnswer.Content(
            """[{"type":"text","text":"x<script>y</script>","citations":[{"type":"char_location","cited_text":"x","document_index":0,"document_title":null,"start_char_index":0,"end_char_index":1}]}]"""));

        var (_, body, response) = await chain.AskAsync();

        Message.Parse(System.Text.Encoding.UTF8.GetBytes(body)).Text.Should().Be("x");
        body.Should().Contain("char_location");
        response.GetValidation()!.Result.Issues.Should().Contain(issue => issue.Code == ValidationCodes.CitationsMoved);
    }

    [Fact]
    public async Task A_text_of_which_nothing_is_left_can_still_be_given_back_to_the_API()
    {
        using var chain = new ValidatedChain();
        chain.Answers("<script>alert(1)</script>");

        TextOf((await chain.AskAsync()).Body, isStream: false).Should().Be("[removed]");
    }

    [Fact]
    public async Task Markup_that_comes_together_between_blocks_is_found()
    {
        using var chain = new ValidatedChain();
        chain.Emulator.Enqueue(EmulatedAnswer.Content("""[{"type":"text","text":"a <scr"},{"type":"text","text":"ipt>alert(1)</script> b"}]"""));

        var (_, body, response) = await chain.AskAsync();

        TextOf(body, isStream: false).Should().NotContain("<script");
        response.GetValidation()!.Outcome.Should().Be(ValidationOutcome.Sanitised);
    }

    [Fact]
    public async Task Calls_of_tools_and_other_endpoints_are_not_judged_for_their_length()
    {
        using var chain = new ValidatedChain(options => options.MinLength = 100);
        chain.Emulator.Enqueue(EmulatedAnswer.Content("""[{"type":"text","text":"Look."},{"type":"tool_use","id":"toolu_1","name":"look","input":{}}]"""));

        (await chain.AskAsync()).Response.GetValidation()!.Result.Issues.Should().BeEmpty();
        using var models = await chain.Http.GetAsync(new Uri("https://api.anthropic.com/v1/models"));
        models.GetValidation().Should().BeNull();
    }

    [Fact]
    public async Task An_error_passes()
    {
        using var chain = new ValidatedChain(options => options.Action = ValidationAction.Refuse);
        chain.Emulator.Enqueue(EmulatedAnswer.Overloaded());

        ((int)(await chain.AskAsync()).Status).Should().Be(529);
        chain.Seen.Should().BeEmpty();
    }

    [Fact]
    public async Task What_cannot_be_read_is_not_known_to_be_harmless()
    {
        using var handler = new ValidationHandler(new ResponseValidator(new ValidationOptions())) { InnerHandler = new Fixed("no message") };
        using var http = new HttpClient(handler);

        var asking = () => http.PostAsync(new Uri("https://api.anthropic.com/v1/messages"), new StringContent("{}"));

        (await asking.Should().ThrowAsync<ResponseRefusedException>()).Which.Issues.Should().ContainSingle(issue => issue.Code == ValidationCodes.Unreadable);
    }

    internal static string TextOf(string body, bool isStream)
    {
        if (!isStream)
        {
            return Message.Parse(System.Text.Encoding.UTF8.GetBytes(body)).Text;
        }

        var items = body.Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(line => JsonElement.Parse(line[6..]));
        return string.Concat(items.Select(item => item.TryGetProperty("delta", out var delta) && delta.TryGetProperty("text", out var text) ? text.GetString() : ""));
    }

    private static string? Header(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-promptcaching-validation", out var values) ? values.Single() : null;

    private sealed class Fixed(string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { Content = new StringContent(body) });
    }
}
