using PromptCaching.Bodies;

namespace PromptCaching.Tests.RateLimiting;

/// <summary>An answer whose end the test decides.</summary>
internal sealed class ObservedContent() : ByteArrayContent([]), IObservedAnswer
{
    private readonly List<IAnswerObserver> _observers = [];

    public bool IsStream => false;

    public AnswerOutline Answer { get; } = new();

    public void Subscribe(IAnswerObserver observer) => _observers.Add(observer);

    public void End() => _observers.ForEach(observer => observer.OnEnd(Answer));
}
