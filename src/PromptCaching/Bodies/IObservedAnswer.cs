namespace PromptCaching.Bodies;

/// <summary>An answer's content that tells others what passes by while its caller reads.</summary>
internal interface IObservedAnswer
{
    bool IsStream { get; }

    AnswerOutline Answer { get; }

    /// <summary>Subscribes before the first byte is read; observers are told in the order in which they came.</summary>
    void Subscribe(IAnswerObserver observer);
}
