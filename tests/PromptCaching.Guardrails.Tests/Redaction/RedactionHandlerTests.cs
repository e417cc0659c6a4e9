using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using PromptCaching.Guardrails.Redaction;
using PromptCaching.Guardrails.Tests.Support;
using PromptCaching.Messages;
using PromptCaching.Testing;

namespace PromptCaching.Guardrails.Tests.Redaction;

public sealed class RedactionHandlerTests
{
    private const string Canary = "canary.4711@example.org";

    [Fact]
    public async Task Nobody_below_sees_a_value_and_the_caller_gets_it_back()
    {
        using var chain = new RedactedChain();

        var message = await chain.Client.CreateMessageAsync(Ask($"I am {Canary}, card 4111 1111 1111 1111"));
        await chain.Client.CountTokensAsync(Ask($"Count {Canary}"));

        message.Text.Should().Be($"You said: I am {Canary}, card 4111 1111 1111 1111");
        chain.Emulator.Calls.Should().HaveCount(2);
        chain.Store.Count.Should().BePositive();
        chain.Activities.Should().Contain("[EMAIL_1]", "content is captured below");
        chain.Seen.Should().NotContain(Canary).And.NotContain("4711").And.NotContain("4111");
    }

    [Fact]
    public async Task A_stream_is_restored_however_it_is_cut()
    {
        using var chain = new RedactedChain();
        var said = new StringBuilder();

        await using var stream = await chain.Client.StreamMessageAsync(Ask($"I am {Canary}"));
        await foreach (var text in stream.ReadTextAsync())
        {
            said.Append(text);
        }

        said.ToString().Should().Be($"You said: I am {Canary}");
        chain.Seen.Should().NotContain(Canary);
    }

    [Fact]
    public async Task Two_people_with_an_equal_question_share_one_answer_and_each_gets_their_own_value()
    {
        using var chain = new RedactedChain();

        var anna = await chain.Client.CreateMessageAsync(Ask("I am anna@example.org"));
        var otto = await chain.Client.CreateMessageAsync(Ask("I am otto@example.org"));

        (anna.Text, otto.Text).Should().Be(("You said: I am anna@example.org", "You said: I am otto@example.org"));
        otto.GetCallReport()!.Source.Should().Be(CallSource.ResponseCache);
        chain.Emulator.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task Those_who_ask_at_the_same_time_get_their_own_values_from_one_call()
    {
        using var chain = new RedactedChain();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(person => chain.Client.CreateMessageAsync(Ask($"I am p{person}@example.org"))));

        answers.Select(static answer => answer.Text).Should().Equal(Enumerable.Range(0, 20).Select(static person => $"You said: I am p{person}@example.org"));
        chain.Emulator.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task A_stored_answer_is_replayed_as_a_stream_with_the_callers_own_value()
    {
        using var chain = new RedactedChain();
        await chain.Client.CreateMessageAsync(Ask("I am anna@example.org"));

        var (status, body) = await chain.PostAsync(Asked.Ask(["I am otto@example.org"], stream: true));

        status.Should().Be(HttpStatusCode.OK);
        body.Should().Contain("message_stop").And.NotContain("anna").And.NotContain("[EMAIL_1]");
        chain.Emulator.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task A_batch_leaves_redacted_and_its_results_hold_placeholders()
    {
        using var chain = new RedactedChain();
        var body = $$"""{"requests":[{"custom_id":"a","params":{{Asked.Conversation($"I am {Canary}").Utf8()}}}]}""";

        var (status, created) = await chain.PostAsync(body.Utf8(), "v1/messages/batches");
        var id = JsonNode.Parse(created)!["id"]!.GetValue<string>();
        await chain.Http.GetStringAsync(new Uri($"https://api.anthropic.com/v1/messages/batches/{id}"));
        var results = await chain.Http.GetStringAsync(new Uri($"https://api.anthropic.com/v1/messages/batches/{id}/results"));

        status.Should().Be(HttpStatusCode.OK);
        results.Should().Contain("You said: I am [EMAIL_1]");
        chain.Seen.Should().NotContain(Canary);
    }

    [Fact]
    public async Task Without_restoring_the_answer_holds_placeholders()
    {
        using var chain = new RedactedChain(static options => options.RestoreAnswers = false);

        (await chain.Client.CreateMessageAsync(Ask($"I am {Canary}"))).Text.Should().Be("You said: I am [EMAIL_1]");
    }

    [Fact]
    public async Task An_unreadable_body_is_refused_and_reaches_nobody()
    {
        using var chain = new RedactedChain();

        var post = () => chain.PostAsync($"{Canary} is no JSON".Utf8());
        var upload = () => chain.PostAsync($"--boundary {Canary}".Utf8(), "v1/files");

        (await post.Should().ThrowAsync<ClaudeRefusedException>()).Which.ToString().Should().NotContain(Canary);
        await upload.Should().ThrowAsync<ClaudeRefusedException>();
        chain.Emulator.Calls.Should().BeEmpty();
        chain.Seen.Should().NotContain(Canary);
    }

    [Fact]
    public async Task An_error_of_the_api_tells_no_value()
    {
        using var chain = new RedactedChain();
        chain.Emulator.Enqueue(EmulatedAnswer.Error(400, "invalid_request_error", "messages.0: '[EMAIL_1]' is wrong"));

        var (status, body) = await chain.PostAsync(Asked.Conversation(Canary));

        status.Should().Be(HttpStatusCode.BadRequest);
        body.Should().Contain("[EMAIL_1]").And.NotContain(Canary);
    }

    [Fact]
    public async Task The_callers_content_is_back_in_its_place_afterwards()
    {
        using var chain = new RedactedChain();
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.anthropic.com/v1/messages");
        request.Content = new ByteArrayContent(Asked.Conversation(Canary));
        var mine = request.Content;

        using var response = await chain.Http.SendAsync(request);

        request.Content.Should().BeSameAs(mine);
        response.GetCallReport()!.IsComplete.Should().BeTrue();
    }

    [Fact]
    public async Task It_works_without_dependency_injection()
    {
        using var emulator = new ClaudeEmulator(new ClaudeEmulatorOptions { Answer = static request => EmulatedAnswer.Text(request.Question) });
        using var http = new HttpClient(RedactionHandler.Create(new RedactionOptions(), ClaudeCachingHandler.Create(new ClaudeCachingOptions(), emulator)));
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.anthropic.com/v1/messages");
        request.Headers.Add("x-api-key", "k");
        request.Headers.Add("anthropic-version", "2023-06-01");
        request.Content = new ByteArrayContent(Asked.Conversation(Canary)) { Headers = { ContentType = new("application/json") } };

        using var response = await http.SendAsync(request);

        (await response.Content.ReadAsStringAsync()).Should().Contain(Canary);
        emulator.Calls.Should().ContainSingle().Which.Body.Utf8().Should().Contain("[EMAIL_1]").And.NotContain(Canary);
    }

    [Fact]
    public void Asking_without_waiting_is_refused()
    {
        using var chain = new RedactedChain();
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.anthropic.com/v1/messages");

        var send = () => chain.Http.Send(request);

        send.Should().Throw<NotSupportedException>().WithMessage("*SendAsync*");
    }

    private static MessageRequest Ask(string question) => MessageRequest.From(question) with { Model = "claude-sonnet-4-6", MaxTokens = 100 };
}
