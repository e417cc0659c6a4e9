namespace BatchRun;

/// <summary>Where the files of a study lie. Each provider has a folder of its own, so that one study can be built for several.</summary>
internal sealed record StudyFolder(string Path, string Provider)
{
    public string Items => System.IO.Path.Combine(Path, "items.jsonl");

    public string Own => System.IO.Path.Combine(Path, Provider);

    public string Manifest => File("manifest.json");

    public string Preview => File("preview.jsonl");

    /// <summary>Gets the answers as the library keeps them: what is in it is never asked, and never paid, again.</summary>
    public string Checkpoint => File("checkpoint.jsonl");

    /// <summary>Gets what was begun and what became of it, a line each.</summary>
    public string Journal => File("journal.jsonl");

    public string ShardLog => File("shard-log.jsonl");

    public string Run => File("run.json");

    public string Answers => File("answers.jsonl");

    public string MarkdownReport => File("report.md");

    public string HtmlReport => File("report.html");

    public string File(string name) => System.IO.Path.Combine(Own, name);
}
