using System.Globalization;
using OtherClients.Ways;
using PromptCaching;

namespace OtherClients;

/// <summary>Asks one question in every way there is, and says of each call who answered and what it cost.</summary>
internal sealed class Asking(Chain chain, TextWriter output)
{
    public const string DefaultQuestion = "What is the weather in Rome?";

    // It takes tools that it must use, which the third way shows; others of its generation do not.
    public const string Model = "claude-haiku-5-5";
    public const int MaxTokens = 1024;

    private static readonly (string Name, IWay Way)[] Ways =
    [
        ("official client", new OfficialPlain()),
        ("official client, streaming", new OfficialStreaming()),
        ("official client, with a tool", new OfficialTool()),
        ("official IChatClient", new OfficialChatClient()),
        ("our IChatClient", new OurChatClient()),
    ];

    public async Task RunAsync(string question, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync(chain.IsEmulated ? "No key is set (ANTHROPIC_API_KEY): the emulator answers." : "The API answers.");
        foreach (var (name, way) in Ways)
        {
            var text = await way.AskAsync(chain, question, cancellationToken);
            await output.WriteLineAsync($"\n{name}: {text}");
            foreach (var report in chain.TakeReports())
            {
                await output.WriteLineAsync(Line(report));
            }
        }
    }

    private static string Line(CallReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"  answered by {(report.Source == CallSource.ResponseCache ? "the response cache" : "the API")}, attempts {report.Attempts}, "
        + $"input {report.Usage?.TotalInput}, output {report.Usage?.Output}, cost {report.Cost:0.000000} USD");
}
