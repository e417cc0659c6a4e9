using System.Runtime.ExceptionServices;

namespace PromptCaching.Retrying;

/// <summary>An attempt that is over.</summary>
internal abstract class Attempt
{
    /// <summary>Gets what went wrong.</summary>
    /// <value><see langword="null"/> for a success.</value>
    public AttemptOutcome? Outcome { get; protected init; }

    /// <summary>Gets or sets a value indicating whether another attempt was wanted and could not be made.</summary>
    public bool IsLast { get; set; }

    /// <summary>Lets go of what it holds: another attempt follows.</summary>
    public abstract void Discard();
}

/// <summary>An attempt that is over, with what it brought.</summary>
internal sealed class Attempt<T> : Attempt
{
    private readonly ExceptionDispatchInfo? _failure;
    private readonly T? _result;

    public Attempt(T result, AttemptOutcome? outcome = null) => (_result, Outcome) = (result, outcome);

    public Attempt(Exception failure, AttemptOutcome outcome) => (_failure, Outcome) = (ExceptionDispatchInfo.Capture(failure), outcome);

    /// <summary>Gets what came, or throws what was thrown.</summary>
    public T Result
    {
        get
        {
            _failure?.Throw();
            return _result!;
        }
    }

    public override void Discard() => (_result as IDisposable)?.Dispose();
}
