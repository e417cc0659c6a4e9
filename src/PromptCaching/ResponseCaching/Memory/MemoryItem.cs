namespace PromptCaching.ResponseCaching.Memory;

/// <summary>Something that is held, and what it costs.</summary>
internal abstract class MemoryItem(long payload)
{
    /// <summary>What the objects around the payload take, by the layout of the runtime, generously.</summary>
    private const int OverheadBytes = 512;

    public long Bytes { get; } = payload + OverheadBytes;

    /// <summary>Gets or sets a value indicating whether it was asked for since the clock's hand passed.</summary>
    /// <remarks>Written without a lock: at worst it goes a round early.</remarks>
    public bool IsTouched { get; set; }

    /// <summary>Gets or sets what takes it out of the table that it stands in.</summary>
    public Action? Forget { get; set; }

    public bool IsGone { get; set; }

    /// <summary>Lets go of the payload: what is gone stays in the round until the hand comes to it, and must not take room until then.</summary>
    public abstract void Release();
}

/// <summary>Something of one kind.</summary>
internal sealed class MemoryItem<T>(T value, long payload) : MemoryItem(payload)
    where T : class
{
    private volatile T? _value = value;

    /// <summary>Gets what is held; <see langword="null"/> once it is gone, which may be while somebody looks it up.</summary>
    public T? Value => _value;

    public override void Release() => (_value, Forget) = (null, null);
}
