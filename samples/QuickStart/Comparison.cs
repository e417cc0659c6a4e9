using Microsoft.Extensions.DependencyInjection;
using PromptCaching;

namespace QuickStart;

/// <summary>Asks with caching, asks once more without it where that is free, and prints what both cost.</summary>
internal sealed class Comparison(IServiceProvider services, TextWriter screen)
{
    private readonly IClaudeClient _client = services.GetRequiredService<IClaudeClient>();

    /// <summary>Only there over emulators: nobody wants to pay twice to see a difference.</summary>
    private readonly IClaudeClient? _plain = services.GetKeyedService<IClaudeClient>(Clients.Plain);

    public async Task RunAsync(SourceText text, IReadOnlyList<Step> steps, CancellationToken cancellationToken)
    {
        screen.WriteLine(Report.Introduction(text, isEmulated: _plain is not null));
        screen.WriteLine();
        var rows = await AskAsync(_client, text, steps, screen, cancellationToken);
        if (_plain is null)
        {
            Print("With caching", ReportTable.Format(rows));
            screen.WriteLine(Report.Arithmetic);
        }
        else
        {
            var plain = await AskAsync(_plain, text, steps, TextWriter.Null, cancellationToken);
            rows = [.. rows.Zip(plain, static (row, measured) => row with { CostWithoutCaching = measured.Cost })];
            Print("With caching", ReportTable.Format(rows));
            Print("The same calls once more, with cache_control and the response cache switched off", ReportTable.FormatPlain(plain));
        }

        screen.WriteLine(Report.Legend);
        screen.WriteLine();
        screen.WriteLine(Report.Summary(ReportRow.Total(rows)));
    }

    private async Task<IReadOnlyList<ReportRow>> AskAsync(
        IClaudeClient client, SourceText text, IReadOnlyList<Step> steps, TextWriter output, CancellationToken cancellationToken)
    {
        var reports = await new Conversation(client, text.ToSystem(), output).AskAsync(steps, cancellationToken);
        return [.. steps.Zip(reports, (step, report) => ReportRow.Of(step.Label, report, _plain is null ? "API" : "emulated API"))];
    }

    private void Print(string title, string table)
    {
        screen.WriteLine(title);
        screen.WriteLine();
        screen.WriteLine(table);
        screen.WriteLine();
    }
}
