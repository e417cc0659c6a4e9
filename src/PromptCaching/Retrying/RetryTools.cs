using Microsoft.Extensions.Logging;

namespace PromptCaching.Retrying;

/// <summary>What every call's repetitions need of the world.</summary>
internal sealed record RetryTools(TimeProvider Time, Func<double> Chance, ILogger Logger, RetryMetrics Metrics);
