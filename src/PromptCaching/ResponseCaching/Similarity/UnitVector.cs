using System.Numerics;
using System.Runtime.InteropServices;

namespace PromptCaching.ResponseCaching.Similarity;

/// <summary>A direction: the vector of a text, made one long so that comparing two takes one product.</summary>
internal static class UnitVector
{
    /// <returns><see langword="null"/> when the numbers have no direction.</returns>
    public static float[]? Of(ReadOnlySpan<float> numbers)
    {
        var square = 0.0;
        foreach (var number in numbers)
        {
            square += (double)number * number;
        }

        if (!(square > 0) || !double.IsFinite(square))
        {
            return null;
        }

        var (length, unit) = (Math.Sqrt(square), new float[numbers.Length]);
        for (var index = 0; index < unit.Length; index++)
        {
            unit[index] = (float)(numbers[index] / length);
        }

        return unit;
    }

    /// <summary>The cosine of the angle between two directions of as many numbers.</summary>
    public static double Cosine(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var ones = MemoryMarshal.Cast<float, Vector<float>>(one);
        var others = MemoryMarshal.Cast<float, Vector<float>>(other);
        var sums = Vector<float>.Zero;
        for (var index = 0; index < ones.Length; index++)
        {
            sums += ones[index] * others[index];
        }

        var sum = (double)Vector.Sum(sums);
        for (var index = ones.Length * Vector<float>.Count; index < one.Length; index++)
        {
            sum += one[index] * other[index];
        }

        return Math.Clamp(sum, -1, 1);
    }
}
