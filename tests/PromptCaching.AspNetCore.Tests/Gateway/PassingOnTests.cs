using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using static PromptCaching.AspNetCore.Tests.Support.GatewayUnderTest;

namespace PromptCaching.AspNetCore.Tests.Gateway;

public sealed class PassingOnTests
{
    [Fact]
    public async Task A_question_is_answered_with_the_bytes_of_the_api()
    {
        await using var gateway = await StartAsync();
        using var direct = new HttpClient(gateway.Emulator, disposeHandler: false) { BaseAddress = new Uri("https://api.example.com") };
        direct.DefaultRequestHeaders.Add("x-api-key", "key");
        direct.DefaultRequestHeaders.Add("anthropic-version", "2023-06-01");

        using var through = await gateway.SendAsync(Question());
        using var straight = await direct.SendAsync(Question());

        through.StatusCode.Should().Be(HttpStatusCode.OK);
        through.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        TextOf(await through.Content.ReadAsStringAsync()).Should().Be(TextOf(await straight.Content.ReadAsStringAsync()));
        through.Headers.GetValues("request-id").Single().Should().Be(gateway.Emulator.Calls[0].RequestId);
    }

    [Fact]
    public async Task A_stream_arrives_event_by_event()
    {
        await using var gateway = await StartAsync(emulator: new() { DelayBetweenEvents = TimeSpan.FromMinutes(1) });
        using var answer = await gateway.SendAsync(Question(stream: true));
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());

        (await reader.ReadLineAsync()).Should().Be("event: message_start");
        answer.Content.Headers.ContentType!.MediaType.Should().Be("text/event-stream");
        gateway.Emulator.Calls.Should().ContainSingle();

        var rest = reader.ReadToEndAsync();
        while (!rest.IsCompleted)
        {
            gateway.Clock.AdvanceToNextTimer();
            await Task.Yield();
        }

        (await rest).Should().Contain("event: message_stop").And.EndWith("}\n\n");
    }

    [Fact]
    public async Task A_repeated_question_is_answered_by_the_response_cache()
    {
        await using var gateway = await StartAsync();
        var first = await (await gateway.SendAsync(Question())).Content.ReadAsStringAsync();
        using var second = await gateway.SendAsync(Question());

        (await second.Content.ReadAsStringAsync()).Should().Be(first);
        second.Headers.GetValues("x-promptcaching-result").Should().Equal("hit");
        gateway.Upstream.Begun.Should().Be(1);
    }

    [Fact]
    public async Task Tokens_are_counted_and_models_listed()
    {
        await using var gateway = await StartAsync();
        using var count = await gateway.SendAsync(
            Post("/v1/messages/count_tokens", """{"model":"claude-opus-4-8","messages":[{"role":"user","content":"Hello"}]}"""));
        using var models = await gateway.Client.GetAsync("/v1/models?limit=2");
        using var model = await gateway.Client.GetAsync("/v1/models/claude-opus-4-8");

        JsonDocument.Parse(await count.Content.ReadAsStringAsync()).RootElement.GetProperty("input_tokens").GetInt32().Should().BePositive();
        JsonDocument.Parse(await models.Content.ReadAsStringAsync()).RootElement.GetProperty("data").GetArrayLength().Should().Be(2);
        JsonDocument.Parse(await model.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString().Should().Be("claude-opus-4-8");
    }

    [Fact]
    public async Task A_batch_goes_all_its_way_and_its_results_are_at_the_gateway()
    {
        await using var gateway = await StartAsync(static options => options.Clients["acme"].AllowBatches = true);
        using var made = await gateway.SendAsync(Post(
            "/v1/messages/batches",
            """{"requests":[{"custom_id":"one","params":{"model":"claude-opus-4-8","max_tokens":9,"messages":[{"role":"user","content":"Hi"}]}}]}"""));
        var id = JsonDocument.Parse(await made.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString();
        var ended = JsonDocument.Parse(await gateway.Client.GetStringAsync($"/v1/messages/batches/{id}")).RootElement;
        var address = ended.GetProperty("results_url").GetString();

        address.Should().Be($"{gateway.Address.GetLeftPart(UriPartial.Authority)}/v1/messages/batches/{id}/results");
        (await gateway.Client.GetStringAsync(address)).Should().Contain("\"custom_id\":\"one\"");
        (await gateway.Client.GetStringAsync("/v1/messages/batches")).Should().Contain(address);
        (await gateway.Client.DeleteAsync($"/v1/messages/batches/{id}")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/v1/files")]
    [InlineData("/v1/organizations/usage_report/messages")]
    [InlineData("/v1/models/..%2Ffiles")]
    [InlineData("/v1/models/a%20b")]
    [InlineData("/v1/models/...")]
    public async Task What_is_none_of_the_gateways_paths_goes_nowhere(string path)
    {
        await using var gateway = await StartAsync();

        using var answer = await gateway.Client.GetAsync(path);

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("error").GetProperty("type").GetString()
            .Should().Be("not_found_error");
        gateway.Upstream.Begun.Should().Be(0);
    }

    [Fact]
    public async Task What_is_not_passed_on_is_named()
    {
        await using var gateway = await StartAsync();
        using var answer = await gateway.Client.PutAsync("/v1/messages", null);

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("error").GetProperty("message").GetString()
            .Should().StartWith("This gateway does not pass on PUT /v1/messages: it knows messages");
    }

    [Fact]
    public async Task What_the_host_maps_below_the_same_root_is_its_own()
    {
        await using var gateway = await StartAsync(application: static host => host.Map("/v1/{**rest}", () => "the host's"));

        (await gateway.Client.GetStringAsync("/v1/files")).Should().Be("the host's");
    }

    private static string TextOf(string message) =>
        JsonDocument.Parse(message).RootElement.GetProperty("content")[0].GetProperty("text").GetString()!;
}
