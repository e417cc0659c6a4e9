using System.Security.Cryptography;

namespace PromptCaching.Benchmarks.ResponseCaching;

/// <summary>A body that was seen before, answered from this process's memory, end to end through an <see cref="HttpClient"/>.</summary>
internal sealed class MemoryHit(string name, byte[] body, double target) : IRatio
{
    private readonly CachedCaller _caller = Filled(body);

    public string Name => name;

    public string Against => "SHA-256 of the body";

    public double Target => target;

    public static CachedCaller Filled(byte[] body)
    {
        var caller = new CachedCaller(body);
        caller.AskToEnd();
        return caller.Source() == "ResponseCache" ? caller : throw new InvalidOperationException("This is no hit.");
    }

    public void Ours() => _caller.Ask();

    public void Reference() => SHA256.HashData(body);
}
