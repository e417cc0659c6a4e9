namespace PromptCaching.Storage;

/// <summary>What the store had for a key.</summary>
/// <param name="Bytes">The value; <see langword="null"/> when it had none or failed.</param>
/// <param name="Fault">Why it failed.</param>
/// <param name="Pooled">The buffer that the value is in, to be returned after use; <see langword="null"/> when the value may be kept.</param>
internal readonly record struct StoreRead(ReadOnlyMemory<byte>? Bytes, StoreFault Fault = StoreFault.None, PooledBytes? Pooled = null)
{
    public static StoreRead Nothing { get; }

    public static StoreRead Failed(StoreFault fault) => new(null, fault);
}
