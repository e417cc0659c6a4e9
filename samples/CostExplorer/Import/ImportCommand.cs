using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CostExplorer.Workloads;
using PromptCaching;

namespace CostExplorer.Import;

internal static class ImportCommand
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 256 };

    public static Command Create()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "A Claude Code transcript, or a log of requests to the Messages API "
                + "or to an API in the shape of OpenAI's chat completions; one JSON a line.",
        };
        var workload = new Option<string?>("--out") { HelpName = "WORKLOAD", Description = "Where to write the workload; without it, to standard output." };
        var model = new Option<string>("--model")
        {
            HelpName = "ID",
            Description = "The model to take for chat requests to models of other makers.",
            DefaultValueFactory = static _ => ClaudeDefaults.Model,
        };
        var command = new Command("import", "Turns a log of requests into a workload for the other commands.") { file, workload, model };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed.GetRequiredValue(file), parsed.GetValue(workload), parsed.GetRequiredValue(model), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string path, string? workload, string model, CancellationToken cancellationToken)
    {
        var bad = new BadLines(path);
        IReadOnlyList<ImportedRequest> requests;
        await using (var stream = InputFile.Open(path))
        {
            requests = LogFile.Read(stream, bad, model, cancellationToken);
        }

        bad.ThrowIfNoneIsGood();
        if (requests.Count == 0)
        {
            throw new UsageException($"{path} holds no request.");
        }

        if (workload is not null)
        {
            OutputFile.ThrowIfSame(path, workload);
        }

        await using (var output = workload is null ? Console.OpenStandardOutput() : OutputFile.Create(workload))
        {
            foreach (var request in requests)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Write(request, requests[0].Time!.Value, output);
            }
        }

        if (bad.Sentence() is { } skipped)
        {
            await Console.Error.WriteLineAsync(skipped);
        }

        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{requests.Count} requests."));
        return 0;
    }

    private static void Write(ImportedRequest request, DateTimeOffset start, Stream output)
    {
        using (var writer = new Utf8JsonWriter(output, Readable))
        {
            writer.WriteStartObject();
            writer.WriteNumber("at", (request.Time!.Value - start).Ticks / (decimal)TimeSpan.TicksPerSecond);
            writer.WriteString("conversation", request.Conversation);
            writer.WritePropertyName("body");
            request.WriteBody(writer);
            writer.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }
}
