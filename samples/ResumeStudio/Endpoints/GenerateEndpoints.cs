using ResumeStudio.Privacy;
using ResumeStudio.Writing;

namespace ResumeStudio.Endpoints;

/// <summary>An optimised résumé, at once or as it is written.</summary>
internal static class GenerateEndpoints
{
    public static void MapGenerate(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/generate", GenerateAsync);
        endpoints.MapPost("/generate/stream", StreamAsync);
    }

    private static async Task<IResult> GenerateAsync(
        StudioRequest request, HttpContext context, PersonalData personalData, ResumeWriter writer, CancellationToken cancellationToken)
    {
        var redacted = personalData.Redact(Visitors.Of(context), request.ResumeRawText!, request.JobDescriptionText!);
        var written = await writer.WriteAsync(redacted.Texts, request.Customization, static (_, _) => Task.CompletedTask, cancellationToken);
        return Results.Json(written.Map(redacted.Restore), StudioJson.Default.WrittenResume);
    }

    private static async Task StreamAsync(
        StudioRequest request, HttpContext context, PersonalData personalData, ResumeWriter writer, CancellationToken cancellationToken)
    {
        var events = new EventWriter(context.Response);
        events.Open();
        try
        {
            var redacted = personalData.Redact(Visitors.Of(context), request.ResumeRawText!, request.JobDescriptionText!);
            var chunks = new RestoredChunks(redacted.Restore);
            await events.WriteAsync(StudioEvent.Start("Reading your résumé and the job description."), cancellationToken);
            var written = await writer.WriteAsync(
                redacted.Texts, request.Customization, (text, token) => ChunkAsync(chunks.Add(text), token), cancellationToken);
            await ChunkAsync(chunks.End(), cancellationToken);
            var result = written.Map(redacted.Restore);
            if (result.Issues.Count > 0)
            {
                await events.WriteAsync(StudioEvent.Warning(result.Issues), cancellationToken);
            }

            await events.WriteAsync(StudioEvent.Done(result.UsageStats.Cached ? "Done, from the cache." : "Done.", result), cancellationToken);
        }
        catch (Exception failure) when (Failures.Of(failure) is { } known)
        {
            // The stream has begun, so the status is spoken for.
            await events.WriteAsync(StudioEvent.Error(known.Sentence), cancellationToken);
        }

        Task ChunkAsync(string text, CancellationToken token) => text.Length == 0 ? Task.CompletedTask : events.WriteAsync(StudioEvent.Chunk(text), token);
    }
}
