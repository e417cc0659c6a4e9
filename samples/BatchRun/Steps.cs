using System.Globalization;
using System.Text.Json;
using BatchRun.Building;
using BatchRun.Configuration;
using BatchRun.Items;
using BatchRun.Predicting;
using BatchRun.Reporting;
using BatchRun.Sending;
using BatchRun.Webhooks;

namespace BatchRun;

/// <summary>The steps of a study, one after the other or each apart. They know of each other by files alone.</summary>
internal sealed class Steps(StudyConfiguration study, StudyFolder folder, TextWriter screen)
{
    private const int Failed = 1;
    private const int Stopped = 3;
    private const int Interrupted = 130;
    private static readonly TimeProvider Time = TimeProvider.System;

    public async Task<int> AllAsync(bool isDryRun, CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        await BuildAsync(cancellationToken);
        return isDryRun ? await DryRunAsync(cancellationToken) : await RunAsync(cancellationToken);
    }

    public async Task<int> PrepareAsync(CancellationToken cancellationToken)
    {
        var count = await PrepareStep.RunAsync(study, folder, cancellationToken);
        await screen.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count:N0} items in {folder.Items}."));
        return 0;
    }

    public async Task<int> BuildAsync(CancellationToken cancellationToken)
    {
        var manifest = await new BuildStep(study, folder).RunAsync(cancellationToken);
        await screen.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{manifest.Requests():N0} requests in {manifest.Shards.Count} shards: {folder.Manifest}."));
        return 0;
    }

    public async Task<int> DryRunAsync(CancellationToken cancellationToken)
    {
        await new DryRun(study, folder, screen).RunAsync(ManifestFile.Read(folder.Manifest), cancellationToken);
        return 0;
    }

    /// <summary>Sends, tells, and reports: whoever stops a run wants to know what it has come to.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var run = await new RunStep(study, folder, Time, screen).RunAsync(cancellationToken);
        if (run.StoppedBy != StopReason.Cancelled)
        {
            run = run with { Webhook = await WebhookStep.RunAsync(study, folder, run, Time, cancellationToken) };
        }

        await TextFile.ReplaceAsync(folder.Run, writer => writer.WriteLineAsync(JsonSerializer.Serialize(run, Json.Files)));
        await ReportStep.RunAsync(folder, Time, screen, CancellationToken.None);
        return run.StoppedBy switch
        {
            StopReason.Cancelled => Interrupted,
            not null => Stopped,
            null => run.Failed > 0 ? Failed : 0,
        };
    }

    public async Task<int> ReportAsync(CancellationToken cancellationToken)
    {
        await ReportStep.RunAsync(folder, Time, screen, cancellationToken);
        return 0;
    }
}
