namespace PromptCaching.Testing;

/// <summary>A call did not use the prompt cache as a test expects; the message names the first thing that differed.</summary>
public sealed class CacheAssertionException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="CacheAssertionException"/> class.</summary>
    public CacheAssertionException()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="CacheAssertionException"/> class.</summary>
    /// <param name="message">What was expected, what was found, and why.</param>
    public CacheAssertionException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="CacheAssertionException"/> class.</summary>
    /// <param name="message">What was expected, what was found, and why.</param>
    /// <param name="innerException">What led to it.</param>
    public CacheAssertionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
