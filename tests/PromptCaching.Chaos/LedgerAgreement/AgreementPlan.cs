namespace PromptCaching.Chaos.LedgerAgreement;

/// <summary>What one call asks, and what its caller does then.</summary>
/// <param name="Body">The request.</param>
/// <param name="Scope">The scope.</param>
/// <param name="Tag">The tag.</param>
/// <param name="Patience">When the caller cancels; never where it is null.</param>
/// <param name="IsLeft">Whether the caller turns away after the first bytes of the answer.</param>
internal sealed record AgreementPlan(string Body, string Scope, string Tag, TimeSpan? Patience, bool IsLeft)
{
    private const int Documents = 5;
    private const int Scopes = 4;
    private const double ShareOfNewQuestions = 0.6;
    private const double ShareOfEchoes = 0.2;
    private const double ShareOfImpatient = 0.1;
    private const double ShareOfLeaving = 0.05;
    private const int FewQuestions = 40;
    private const int MostTokens = 200;
    private const int MostPatience = 6000;
    private const int SentencesInADocument = 220;

    private static readonly string[] Models = ["claude-sonnet-5-5", "claude-opus-5-5", "claude-haiku-5-5"];

    private static readonly string[] Texts =
    [
        .. Enumerable.Range(0, Documents).Select(static number =>
            string.Concat(Enumerable.Repeat($"Sentence of document {number} about everything. ", SentencesInADocument))),
    ];

    public static AgreementPlan Roll(int operation, Random chance)
    {
        // A question that is asked again is the same in every part.
        var number = chance.NextDouble() switch
        {
            < ShareOfNewQuestions => FewQuestions + operation,
            < ShareOfNewQuestions + ShareOfEchoes => FewQuestions + operation - 1,
            _ => chance.Next(FewQuestions),
        };
        var question = new Random(number);
        var (model, document, scope) = (question.Next(Models.Length), question.Next(Documents), question.Next(Scopes));
        var stream = chance.Next(2) == 0 ? "true" : "false";
        var geography = question.Next(Scopes) == 0 ? "\"inference_geo\":\"us\"," : "";
        return new AgreementPlan(
            $$"""
            {"model":"{{Models[model]}}","max_tokens":{{question.Next(1, MostTokens)}},{{geography}}"stream":{{stream}},
             "system":"{{Texts[document]}}","messages":[{"role":"user","content":"Question {{number}}"}]}
            """,
            $"scope-{scope}",
            $"tag-{chance.Next(Scopes)}",
            chance.NextDouble() < ShareOfImpatient ? TimeSpan.FromMilliseconds(chance.Next(MostPatience)) : null,
            chance.NextDouble() < ShareOfLeaving);
    }
}
