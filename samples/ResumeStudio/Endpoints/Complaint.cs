namespace ResumeStudio.Endpoints;

/// <summary>Why there is no result.</summary>
/// <param name="Error">A sentence for who asked.</param>
internal sealed record Complaint(string Error)
{
    public IResult With(int status) => Results.Json(this, StudioJson.Default.Complaint, statusCode: status);
}
