namespace BatchRun.Reporting;

/// <summary><c>report</c>: what a study has come to so far, as Markdown and HTML, and its answers as lines.</summary>
internal static class ReportStep
{
    public static async Task<ReportFigures> RunAsync(StudyFolder folder, TimeProvider time, TextWriter screen, CancellationToken cancellationToken)
    {
        var report = await new ReportReader(folder, time).ReadAsync(cancellationToken);
        var (title, sentences, tables) = (ReportContent.Title(report), ReportContent.Sentences(report).ToList(), ReportContent.Tables(report).ToList());
        await TextFile.ReplaceAsync(folder.MarkdownReport, writer => writer.WriteAsync(MarkdownReport.Of(title, sentences, tables)));
        await TextFile.ReplaceAsync(folder.HtmlReport, writer => writer.WriteAsync(HtmlReport.Of(title, sentences, tables)));
        foreach (var sentence in sentences)
        {
            await screen.WriteLineAsync(sentence);
        }

        await screen.WriteLineAsync($"Report: {folder.MarkdownReport} and {folder.HtmlReport}; answers: {folder.Answers}.");
        return report;
    }
}
