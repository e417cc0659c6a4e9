using System.Threading.RateLimiting;
using PromptCaching.Http;

namespace PromptCaching.RateLimiting;

/// <summary>One limiter for each quota that the API counts apart.</summary>
internal sealed class RequestPools(Func<RateLimitingOptions> options, TimeProvider time) : IDisposable
{
    private readonly Pool _messages = new(options, time);
    private readonly Pool _countTokens = new(options, time);

    public Pool? For(ClaudeEndpoint endpoint) => endpoint switch
    {
        ClaudeEndpoint.Messages => _messages,
        ClaudeEndpoint.CountTokens => _countTokens,
        _ => null,
    };

    public void Dispose()
    {
        _messages.Limiter.Dispose();
        _countTokens.Limiter.Dispose();
    }

    internal sealed class Pool
    {
        public Pool(Func<RateLimitingOptions> options, TimeProvider time)
        {
            Rate = new RequestRate(options);
            Limiter = new RequestRateLimiter(Rate, time);
        }

        public RequestRate Rate { get; }

        public RateLimiter Limiter { get; }
    }
}
