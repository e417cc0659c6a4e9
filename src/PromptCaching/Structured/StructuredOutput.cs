using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PromptCaching.Messages;
using PromptCaching.Messages.Json;
using PromptCaching.Messages.Settings;
using PromptCaching.Structured;

namespace PromptCaching;

/// <summary>Structured output in its two halves, for streams, batches and tool loops: the form that is asked for, and the value that was answered.</summary>
/// <remarks>
/// The form is the JSON schema of the .NET type, made fit for what the API enforces: objects are closed and all their properties required (null where a
/// value may be missing), <c>[Description]</c> is told to the model, and keywords that the API does not enforce (lengths, ranges, patterns, defaults)
/// stand in the description, in words. A type that is no object is asked for as <c>{"value": …}</c>. Types that contain themselves, dictionaries and
/// values of any type cannot be enforced.
/// </remarks>
public static class StructuredOutput
{
    /// <summary>Makes the form of answers that are a value of a type. It is made once for each type; its bytes are the same in every process.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="type">How the type is serialized, from a source-generated context.</param>
    /// <returns>The form, for <see cref="OutputConfiguration.Format"/>.</returns>
    /// <exception cref="NotSupportedException">The API cannot enforce a schema of the type; the message names the property.</exception>
    public static OutputFormat FormatOf<T>(JsonTypeInfo<T> type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return AnswerShape.Of(type).Format;
    }

    /// <summary>Reads the value that an answer is.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="answer">The answer to a request with the form of <see cref="FormatOf"/>, or one of the caller's own.</param>
    /// <param name="type">How the type is serialized.</param>
    /// <returns>The value.</returns>
    /// <exception cref="StructuredAnswerException">The model refused, was cut, asks for a tool, or wrote no such value.</exception>
    public static T Read<T>(Message answer, JsonTypeInfo<T> type)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(type);
        if (Unfinished.Why(answer) is { } why)
        {
            throw new StructuredAnswerException(why, answer);
        }

        try
        {
            var json = AnswerShape.Of(type).Unwrap(WireJson.Parse(Encoding.UTF8.GetBytes(answer.Text)));
            return json.Deserialize(type) ?? throw new StructuredAnswerException("The answer is null where a value was asked for.", answer);
        }
        catch (Exception wrong) when (wrong is JsonException or NotSupportedException)
        {
            throw new StructuredAnswerException($"The answer is not the JSON of {typeof(T).Name} that was asked for: {wrong.Message}", answer, wrong);
        }
    }
}
