using PromptCaching;
using PromptCaching.Messages;
using PromptCaching.Messages.Content;

namespace QuickStart;

/// <summary>Asks questions about one text, and keeps the report of every call.</summary>
internal sealed class Conversation(IClaudeClient client, MessageContent system, TextWriter screen)
{
    private const int Indent = 3;

    /// <exception cref="ClaudeException">A call failed.</exception>
    public async Task<IReadOnlyList<CallReport>> AskAsync(IReadOnlyList<Step> steps, CancellationToken cancellationToken)
    {
        var reports = new List<CallReport>();
        IReadOnlyList<InputMessage> turns = [];
        foreach (var step in steps)
        {
            Show($"Question {step.Label}: {step.Question}", indent: 0);
            turns = [.. step.IsFollowUp ? turns : [], InputMessage.User(step.Question)];
            var request = new MessageRequest { System = system, Messages = turns };

            var answer = step.IsStreamed ? await StreamAsync(request, cancellationToken) : await CreateAsync(request, cancellationToken);

            turns = [.. turns, answer.ToInputMessage()];
            reports.Add(answer.GetCallReport()!);
        }

        return reports;
    }

    private async Task<Message> CreateAsync(MessageRequest request, CancellationToken cancellationToken)
    {
        var message = await client.CreateMessageAsync(request, cancellationToken: cancellationToken);
        Show(message.Text, Indent);
        screen.WriteLine();
        return message;
    }

    private async Task<Message> StreamAsync(MessageRequest request, CancellationToken cancellationToken)
    {
        await using var stream = await client.StreamMessageAsync(request, cancellationToken: cancellationToken);
        var paragraph = new Paragraph(screen, Indent);
        try
        {
            await foreach (var piece in stream.ReadTextAsync(cancellationToken))
            {
                paragraph.Write(piece);
            }
        }
        finally
        {
            // Whatever ended the stream, what comes next starts on a line of its own.
            paragraph.End();
            screen.WriteLine();
        }

        return await stream.GetFinalMessageAsync(cancellationToken);
    }

    private void Show(string text, int indent)
    {
        var paragraph = new Paragraph(screen, indent);
        paragraph.Write(text);
        paragraph.End();
    }
}
