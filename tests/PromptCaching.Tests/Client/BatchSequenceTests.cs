using System.Net;
using System.Text.Json;
using PromptCaching.Messages;
using PromptCaching.Messages.Batches;

namespace PromptCaching.Tests.Client;

/// <summary>Batches of requests that come one after the other.</summary>
public sealed class BatchSequenceTests
{
    [Fact]
    public async Task It_makes_the_batch_that_a_list_would_have_made()
    {
        await using var claude = new ClaudeUnderTest();

        await claude.Client.Batches.CreateAsync([Asking(0), Asking(1)]);
        await claude.Client.Batches.CreateAsync(Requests(2));

        var bodies = claude.Emulator.Calls.Select(call => call.Json!.Value.GetRawText()).ToArray();
        bodies.Should().HaveCount(2);
        bodies[1].Should().Be(bodies[0]);
    }

    [Fact]
    public async Task Each_request_is_written_before_the_next_one_is_asked_for()
    {
        var (asked, most, received) = (0, 0, 0);
        using var http = new HttpClient(new Reading(piece => received += piece.Contains("custom_id", StringComparison.Ordinal) ? 1 : 0));
        var client = new ClaudeClient(http, new ClaudeClientOptions());

        var made = await client.Batches.CreateAsync(Counted());

        made.Id.Should().Be("msgbatch_1");
        received.Should().Be(100_000);
        most.Should().Be(1, "no more than one request may be waiting to be written");

        async IAsyncEnumerable<MessageBatchRequest> Counted()
        {
            await foreach (var request in Requests(100_000))
            {
                most = Math.Max(most, ++asked - received);
                yield return request;
            }
        }
    }

    [Fact]
    public async Task The_100_001st_request_is_said_to_be_one_too_many()
    {
        using var http = new HttpClient(new Reading(static _ => { }));
        var client = new ClaudeClient(http, new ClaudeClientOptions());

        var creating = () => client.Batches.CreateAsync(Requests(100_001));

        await creating.Should().ThrowAsync<ArgumentException>().WithMessage("*100,000*no batch was made*");
    }

    [Fact]
    public async Task What_the_sequence_throws_is_thrown_and_no_batch_is_made()
    {
        await using var claude = new ClaudeUnderTest();

        await Creating(claude, Requests(0)).Should().ThrowAsync<ArgumentException>().WithMessage("*not 0*");
        await Creating(claude, Twice()).Should().ThrowAsync<ArgumentException>().WithMessage("*'a0'*twice*");
        await Creating(claude, Broken()).Should().ThrowAsync<IOException>().WithMessage("The file ended.");
        claude.Emulator.Calls.Should().BeEmpty();

        static async IAsyncEnumerable<MessageBatchRequest> Twice()
        {
            await Task.Yield();
            yield return Asking(0);
            yield return Asking(0);
        }

        static async IAsyncEnumerable<MessageBatchRequest> Broken()
        {
            await Task.Yield();
            yield return Asking(0);
            throw new IOException("The file ended.");
        }
    }

    [Fact]
    public async Task A_beta_that_the_batch_does_not_name_is_refused_and_one_that_it_names_goes_out()
    {
        await using var claude = new ClaudeUnderTest();
        var asking = Asking(0) with { Params = MessageRequest.From("Long?") with { Betas = ["output-300k-2026-03-24"] } };

        await Creating(claude, Of(asking)).Should().ThrowAsync<ArgumentException>().WithMessage("*'output-300k-2026-03-24'*");
        await claude.Client.Batches.CreateAsync(Of(asking), ["output-300k-2026-03-24"]);

        claude.Emulator.Calls.Single().Headers["anthropic-beta"].Should().Equal("output-300k-2026-03-24");
    }

    [Fact]
    public async Task It_is_sent_once_whatever_the_answer_is()
    {
        var server = new Scripted(() => new HttpResponseMessage((HttpStatusCode)529) { Content = new StringContent("{}") });
        await using var claude = new ClaudeUnderTest(primary: server);

        await Creating(claude, Requests(1)).Should().ThrowAsync<ClaudeApiException>();

        server.Bodies.Should().ContainSingle();
    }

    private static Func<Task> Creating(ClaudeUnderTest claude, IAsyncEnumerable<MessageBatchRequest> requests) =>
        () => claude.Client.Batches.CreateAsync(requests);

    private static MessageBatchRequest Asking(int number) => new($"a{number}", MessageRequest.From("What?"));

    private static async IAsyncEnumerable<MessageBatchRequest> Of(MessageBatchRequest request)
    {
        await Task.CompletedTask;
        yield return request;
    }

    private static async IAsyncEnumerable<MessageBatchRequest> Requests(int count)
    {
        await Task.CompletedTask;
        for (var number = 0; number < count; number++)
        {
            yield return Asking(number);
        }
    }

    /// <summary>Takes the body piece by piece and keeps none of it.</summary>
    private sealed class Reading(Action<string> onPiece) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await request.Content!.CopyToAsync(new Pieces(onPiece), cancellationToken);
            return new HttpResponseMessage
            {
                Content = new StringContent(JsonSerializer.Serialize(new { id = "msgbatch_1", type = "message_batch", processing_status = "in_progress" })),
                RequestMessage = request,
            };
        }
    }

    private sealed class Pieces(Action<string> onPiece) : MemoryStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            onPiece(System.Text.Encoding.UTF8.GetString(buffer.Span));
            return ValueTask.CompletedTask;
        }
    }
}
