using System.Text;

namespace PromptCaching.ResponseCaching.Keys;

/// <summary>What a question is made of besides its body: one object for all calls that agree in it, so that it is worked out once.</summary>
internal sealed class Envelope
{
    /// <summary>Raised whenever the description changes: entries of older versions are then simply never asked for.</summary>
    private const string FormatVersion = "PromptCaching/3";

    private static ulong _made;

    public Envelope(Caller caller, CacheScope scope)
    {
        Caller = caller;
        Scope = scope;
        Seed = Interlocked.Increment(ref _made);
        var output = new CanonicalBuffer(1024);
        string?[] parts = [FormatVersion, caller.Method, caller.Address, caller.Host, caller.Version, caller.Betas, caller.OtherHeaders, scope.Name];
        foreach (var part in parts)
        {
            // What is absent is not what is empty.
            output.Add(part is null ? (byte)'-' : (byte)'+');
            output.AddPart(Encoding.UTF8.GetBytes(part ?? ""));
        }

        Description = output.Written.ToArray();
        output.Dispose();
    }

    public Caller Caller { get; }

    public CacheScope Scope { get; }

    /// <summary>Gets a number that no other envelope of this process has.</summary>
    public ulong Seed { get; }

    /// <summary>Gets the bytes that stand for it in a key.</summary>
    public byte[] Description { get; }
}
