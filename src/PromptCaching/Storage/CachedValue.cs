namespace PromptCaching.Storage;

/// <summary>What a region had for a key.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="IsFound">Whether it had anything.</param>
/// <param name="Value">The value, when it had one.</param>
/// <param name="Age">How long ago it was stored; zero when it was not found.</param>
public readonly record struct CachedValue<T>(bool IsFound, T? Value, TimeSpan Age);
