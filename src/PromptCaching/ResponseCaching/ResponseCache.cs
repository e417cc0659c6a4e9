using PromptCaching.ResponseCaching.InFlight;
using PromptCaching.ResponseCaching.Memory;
using PromptCaching.ResponseCaching.Similarity;
using PromptCaching.Storage;

namespace PromptCaching.ResponseCaching;

/// <summary>What the response cache of one client keeps for as long as the client lives.</summary>
/// <param name="Questions">Reads questions.</param>
/// <param name="Answers">Finds and keeps answers.</param>
/// <param name="InFlight">The questions that are being asked right now.</param>
/// <param name="Upstream">Asks them.</param>
/// <param name="Clearings">Knows what may not be served any more.</param>
/// <param name="Memory">The tier in this process.</param>
/// <param name="Similar">Finds answers to questions that mean nearly the same.</param>
internal sealed record ResponseCache(
    QuestionReader Questions,
    AnswerTiers Answers,
    InFlightRequests InFlight,
    UpstreamCall Upstream,
    Clearings Clearings,
    AnswerMemory Memory,
    SimilarAnswers Similar);
