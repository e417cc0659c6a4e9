namespace ResumeStudio.Analysis;

/// <summary>A text as a vector of hashed words: the same on every machine, without a model or a network.</summary>
internal static class TextVector
{
    public const int Dimensions = 256;
    private const uint Basis = 2166136261;
    private const uint Prime = 16777619;

    public static float[] Of(string text)
    {
        var vector = new float[Dimensions];
        foreach (var word in Words.Of(text).Where(static word => !CommonWords.Contain(word)))
        {
            Add(vector, Stem(word), 1);
            for (var start = 0; start + 4 <= word.Length; start++)
            {
                // Parts of words bring "maintained" and "maintenance" together.
                Add(vector, word.AsSpan(start, 4), 0.25f);
            }
        }

        var length = MathF.Sqrt(vector.Sum(static value => value * value));
        return length == 0 ? vector : [.. vector.Select(value => value / length)];
    }

    /// <summary>The cosine of two vectors of length 1; 0 where one of them is empty.</summary>
    public static double Similarity(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var sum = 0.0;
        for (var index = 0; index < Math.Min(one.Length, other.Length); index++)
        {
            sum += one[index] * other[index];
        }

        return sum;
    }

    private static ReadOnlySpan<char> Stem(string word) => word.Length > 5 && word.EndsWith('s') ? word.AsSpan(0, word.Length - 1) : word;

    private static void Add(float[] vector, ReadOnlySpan<char> word, float weight)
    {
        var hash = Basis;
        foreach (var sign in word)
        {
            hash = (hash ^ sign) * Prime;
        }

        vector[hash % Dimensions] += weight;
    }
}
