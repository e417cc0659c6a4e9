using System.Security.Cryptography;

namespace PromptCaching.Benchmarks.ResponseCaching;

/// <summary>An answer that is found in the shared store, whose own time does not count, for a body that this process has or has not seen.</summary>
internal sealed class SharedHit : IRatio
{
    private static readonly byte[] Secret = RandomNumberGenerator.GetBytes(32);
    private readonly byte[] _body;
    private readonly CachedCaller _caller;
    private readonly InstantStore _store = new();

    public SharedHit(string name, byte[] body, bool isSeen, double target)
    {
        (Name, _body, Target) = (name, body, target);
        _caller = new CachedCaller(
            body,
            options =>
            {
                // Nothing is answered from memory; and where there is no room, no body is remembered either.
                options.InProcessTimeToLive = TimeSpan.Zero;
                options.MaxBytes = isSeen ? options.MaxBytes : 1024;
            },
            _store);
        _caller.AskToEnd();
        var before = _store.Reads;
        if (_caller.Source() != "ResponseCache" || _store.Reads - before > 2)
        {
            throw new InvalidOperationException("This is no hit in the shared store.");
        }
    }

    public string Name { get; }

    public string Against => "HMAC-SHA-256 of the body";

    public double Target { get; }

    public void Ours() => _caller.Ask();

    public void Reference() => HMACSHA256.HashData(Secret, _body);
}
