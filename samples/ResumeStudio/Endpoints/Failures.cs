using PromptCaching;
using ResumeStudio.Writing;

namespace ResumeStudio.Endpoints;

/// <summary>Says what went wrong to who asked: the status, and a sentence without anything of the request.</summary>
internal static class Failures
{
    public const string NoAnswers =
        "No answers can be written: ANTHROPIC_API_KEY is not set and the emulator is switched off. Set the key, or EMULATOR_ENABLED=true, and start again.";

    public static (int Status, string Sentence)? Of(Exception failure) => failure switch
    {
        ClaudeApiException { IsOverloaded: true } or ClaudeApiException { IsRateLimited: true } =>
            (StatusCodes.Status503ServiceUnavailable, "The service that writes is busy. Please try again in a minute."),
        ClaudeApiException api => (StatusCodes.Status502BadGateway, $"The service that writes refused the request ({(int)api.StatusCode} {api.ErrorType})."),
        ClaudeRefusedException refused => (StatusCodes.Status503ServiceUnavailable, $"The request was not sent ({refused.Reason}). Please try again later."),
        ClaudeException => (StatusCodes.Status502BadGateway, "The connection to the service that writes broke off. Please try again."),
        UnreadableAnswerException unreadable => (StatusCodes.Status502BadGateway, unreadable.Message),
        _ => null,
    };
}
