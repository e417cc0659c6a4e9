using ResumeStudio.Configuration;

namespace ResumeStudio.Endpoints;

/// <summary>Stands in front of what needs a model: refuses where there is none, and turns its failures into sentences.</summary>
internal sealed class AnswersFilter(StudioSettings settings) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (!settings.CanAnswer)
        {
            return new Complaint(Failures.NoAnswers).With(StatusCodes.Status503ServiceUnavailable);
        }

        if (context.Arguments.OfType<StudioRequest>().FirstOrDefault()?.Problem is { } problem)
        {
            return new Complaint(problem).With(StatusCodes.Status400BadRequest);
        }

        try
        {
            return await next(context);
        }
        catch (Exception failure) when (Failures.Of(failure) is { } known)
        {
            return new Complaint(known.Sentence).With(known.Status);
        }
    }
}
