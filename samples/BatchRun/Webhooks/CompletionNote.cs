using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BatchRun.Sending;

namespace BatchRun.Webhooks;

/// <summary>What the receiver of the webhook is told.</summary>
internal sealed record CompletionNote(
    string Study, string Provider, bool Finished, StopReason? StoppedBy, int Requests, int Answered, int Failed, decimal SpentUsd)
{
    private const int IdLength = 32;

    public static CompletionNote Of(string study, string provider, RunRecord run) =>
        new(study, provider, run.IsFinished(), run.StoppedBy, run.Requests, run.Restored + run.Answered, run.Failed, run.SpentUsd);

    /// <summary>Gives one run one id, however often it is told: by that a receiver knows a repetition.</summary>
    public static string IdOf(string study, string provider, RunRecord run)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{study}\n{provider}\n{run.StartedAt:O}");
        return "run_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..IdLength];
    }

    public string ToJson() => JsonSerializer.Serialize(this, Json.Lines);
}
