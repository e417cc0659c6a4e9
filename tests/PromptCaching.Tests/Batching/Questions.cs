using PromptCaching.Messages;

namespace PromptCaching.Tests.Batching;

internal static class Questions
{
    public static MessageRequest[] Numbered(int count) => [.. Enumerable.Range(0, count).Select(static number => MessageRequest.From($"q{number}"))];

    /// <summary>Questions without end, and how many were pulled.</summary>
    public static IEnumerable<MessageRequest> Endless(Action<int> pulled)
    {
        for (var number = 0; ; number++)
        {
            pulled(number + 1);
            yield return MessageRequest.From($"q{number}");
        }
    }

    public static async IAsyncEnumerable<T> OverTime<T>(params IEnumerable<T> items)
    {
        foreach (var item in items)
        {
            await Task.Yield();
            yield return item;
        }
    }
}
