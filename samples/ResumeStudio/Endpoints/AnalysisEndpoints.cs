using ResumeStudio.Privacy;
using ResumeStudio.Prompts;
using ResumeStudio.Writing;

namespace ResumeStudio.Endpoints;

/// <summary>The analysis of a match, and the texts beside the résumé.</summary>
internal static class AnalysisEndpoints
{
    public static void MapAnalysis(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/analyze", AnalyzeAsync);
        foreach (var document in StudioPrompts.Documents)
        {
            endpoints.MapPost($"/documents/{document.Name}", (
                StudioRequest request, HttpContext context, PersonalData personalData, DocumentWriter writer, CancellationToken cancellationToken) =>
                WriteAsync(document, request, context, personalData, writer, cancellationToken));
        }
    }

    private static async Task<IResult> AnalyzeAsync(
        StudioRequest request, HttpContext context, PersonalData personalData, MatchAnalyst analyst, CancellationToken cancellationToken)
    {
        var redacted = personalData.Redact(Visitors.Of(context), request.ResumeRawText!, request.JobDescriptionText!);
        var analysis = await analyst.AnalyzeAsync(redacted.Texts, cancellationToken);
        return Results.Json(analysis.Map(redacted.Restore), StudioJson.Default.MatchAnalysis);
    }

    private static async Task<IResult> WriteAsync(
        StudioDocument document,
        StudioRequest request,
        HttpContext context,
        PersonalData personalData,
        DocumentWriter writer,
        CancellationToken cancellationToken)
    {
        var redacted = personalData.Redact(Visitors.Of(context), request.ResumeRawText!, request.JobDescriptionText!);
        var text = await writer.WriteAsync(document, redacted.Texts, cancellationToken);
        return Results.Json(text with { Content = redacted.Restore(text.Content) }, StudioJson.Default.DocumentText);
    }
}
