using System.Diagnostics.CodeAnalysis;
using PromptCaching.Schemas;

namespace PromptCaching.Tools;

/// <summary>What a method of any kind returns in the end: tasks are awaited, and what they hold is taken out.</summary>
[RequiresUnreferencedCode(ReflectedJson.Reason)]
internal static class ReturnedValue
{
    /// <summary>The value, and the type that it was declared with. A method that does not look at the token is left behind when it is cancelled.</summary>
    public static async Task<(object? Value, Type Type)> ReadAsync(object? returned, Type declared, CancellationToken cancellationToken)
    {
        var work = returned switch
        {
            Task task => task,
            ValueTask plain => plain.AsTask(),
            { } held when HoldsValue(held.GetType(), typeof(ValueTask<>)) => held.GetType().GetMethod(nameof(ValueTask<>.AsTask))!.Invoke(held, null) as Task,
            _ => null,
        };
        if (work is null)
        {
            return (returned, declared);
        }

        await work.WaitAsync(cancellationToken).ConfigureAwait(false);
        return HoldsValue(declared, typeof(Task<>)) || HoldsValue(declared, typeof(ValueTask<>))
            ? (work.GetType().GetProperty(nameof(Task<>.Result))!.GetValue(work), declared.GenericTypeArguments[0])
            : (null, typeof(void));
    }

    private static bool HoldsValue(Type type, Type open) => type.IsGenericType && type.GetGenericTypeDefinition() == open;
}
