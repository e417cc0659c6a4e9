using System.Text;

namespace PromptCaching.Testing;

/// <summary>Numbers that look like chance and are the same in every run: the same seeds give the same sequence.</summary>
internal sealed class Chance
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private ulong _state;

    public Chance(int seed, long number)
    {
        _state = (ulong)seed;
        _state = Next() ^ (ulong)number;
    }

    /// <summary>A sequence that follows from a text: equal answers are told in equal pieces.</summary>
    public static Chance Of(int seed, string text)
    {
        const ulong Offset = 14695981039346656037;
        const ulong Prime = 1099511628211;
        var hash = Offset;
        foreach (var letter in Encoding.UTF8.GetBytes(text))
        {
            hash = unchecked((hash ^ letter) * Prime);
        }

        return new Chance(seed, unchecked((long)hash));
    }

    /// <summary>A whole number from 0 to just below the limit.</summary>
    public int Below(int limit) => limit <= 1 ? 0 : (int)(Next() % (ulong)limit);

    /// <summary>A fraction from 0 to just below 1.</summary>
    public double Fraction() => (Next() >> 11) / (double)(1UL << 53);

    private ulong Next() => unchecked(Mix(_state += Step));

    private static ulong Mix(ulong value)
    {
        value = unchecked((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9);
        value = unchecked((value ^ (value >> 27)) * 0x94D049BB133111EB);
        return value ^ (value >> 31);
    }
}
