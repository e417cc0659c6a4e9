using PromptCaching.Batching;

namespace PromptCaching.Tests.Batching;

/// <summary>A checkpoint that can no longer be written.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Answers_that_are_there_are_given_out_nothing_more_is_asked_and_then_it_is_told(int concurrency)
    {
        var client = new OwnClient();
        await using var checkpoint = await Checkpoint.OpenAsync(new FullDisk(_folder.File("run.jsonl"), writes: 5), CancellationToken.None);
        var numbering = new Numbering(null, needsKeys: true);
        var items = Questions.OverTime(Questions.Numbered(100).Select(static request => new GenerateManyItem(request)));
        var answers = new List<string>();
        var run = async () =>
        {
            await foreach (var result in new BoundedRun<NumberedItem, GenerateManyResult>(new DirectRun(client, checkpoint, TimeProvider.System).AnswerAsync, concurrency, inOrder: false)
                .RunAsync(token => numbering.NumberAsync(items, checkpoint, token), CancellationToken.None))
            {
                answers.Add(result.Message!.Text);
            }
        };

        await run.Should().ThrowAsync<IOException>().WithMessage("No space left.");
        answers.Should().BeEquivalentTo(client.Asked.Select(static question => $"Re: {question}"));
        client.Asked.Count.Should().BeInRange(5, 5 + concurrency);
    }

    [Fact]
    public async Task What_was_written_by_halves_is_cut_off_by_the_next_run()
    {
        var file = _folder.File("run.jsonl");
        await using (var checkpoint = await Checkpoint.OpenAsync(new FullDisk(file, writes: 3), CancellationToken.None))
        {
            var run = new DirectRun(new OwnClient(), checkpoint, TimeProvider.System);
            await foreach (var item in new Numbering(null, needsKeys: true).NumberAsync(Items(), null, CancellationToken.None))
            {
                await run.AnswerAsync(item, CancellationToken.None);
            }
        }

        (await File.ReadAllTextAsync(file)).Should().NotEndWith("\n");
        var client = new OwnClient();
        await client.GenerateManyAsync(Items(), new() { Checkpoint = file }).ListAsync();

        client.Asked.Should().Equal("q2", "q3");
    }

    private static IAsyncEnumerable<GenerateManyItem> Items() =>
        Questions.OverTime(Questions.Numbered(4).Select(static request => new GenerateManyItem(request)));

    /// <summary>Takes so many writes, and half of the next.</summary>
    private sealed class FullDisk(string path, int writes) : FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0)
    {
        private int _writes = writes;

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_writes-- > 0)
            {
                await base.WriteAsync(buffer, cancellationToken);
                return;
            }

            await base.WriteAsync(buffer[..(buffer.Length / 2)], cancellationToken);
            throw new IOException("No space left.");
        }
    }
}
