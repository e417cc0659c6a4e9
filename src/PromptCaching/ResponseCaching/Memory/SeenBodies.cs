using PromptCaching.Bodies;

namespace PromptCaching.ResponseCaching.Memory;

/// <summary>Fingerprints of bodies that came lately. It may forget one, and then a body is kept one time later: nothing else depends on it.</summary>
internal sealed class SeenBodies
{
    private const int Places = 1 << 15;
    private readonly ulong[] _seen = new ulong[Places];

    /// <summary>Whether this body came before; from now on it did.</summary>
    public bool Add(Fingerprint fingerprint)
    {
        ref var place = ref _seen[fingerprint.First % Places];
        if (Volatile.Read(ref place) == fingerprint.Second)
        {
            return true;
        }

        Volatile.Write(ref place, fingerprint.Second);
        return false;
    }
}
