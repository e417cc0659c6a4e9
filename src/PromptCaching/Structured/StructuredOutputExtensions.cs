using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PromptCaching.Messages;
using PromptCaching.Messages.Settings;
using PromptCaching.Schemas;

namespace PromptCaching;

/// <summary>Answers that are values of .NET types, or JSON that matches a schema.</summary>
public static class StructuredOutputExtensions
{
    /// <summary>Asks for a value of a type; works in trimmed and natively compiled programs.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="client">The client.</param>
    /// <param name="request">The question; it is not changed. A form of its own stands in place of the one that the type has.</param>
    /// <param name="type">How the type is serialized, from a source-generated context.</param>
    /// <param name="call">The caller's wishes for this call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The value, with the answer that it stood in.</returns>
    /// <exception cref="StructuredAnswerException">The model refused, was cut, asks for a tool, or wrote no such value.</exception>
    /// <exception cref="NotSupportedException">The API cannot enforce a schema of the type; see <see cref="StructuredOutput"/>.</exception>
    /// <exception cref="ClaudeException">The call failed.</exception>
    public static async Task<StructuredAnswer<T>> CreateStructuredAsync<T>(
        this IClaudeClient client,
        MessageRequest request,
        JsonTypeInfo<T> type,
        ClaudeCall? call = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(type);
        var asked = request.OutputConfig?.Format is null ? With(request, StructuredOutput.FormatOf(type)) : request;
        var answer = await client.CreateMessageAsync(asked, call, cancellationToken).ConfigureAwait(false);
        return new(StructuredOutput.Read(answer, type), answer);
    }

    /// <summary>Asks for a value of a type whose serialization is found by reflection: camel-case names, enumerations by name.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="client">The client.</param>
    /// <param name="request">The question; it is not changed. A form of its own stands in place of the one that the type has.</param>
    /// <param name="call">The caller's wishes for this call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The value, with the answer that it stood in.</returns>
    /// <exception cref="StructuredAnswerException">The model refused, was cut, asks for a tool, or wrote no such value.</exception>
    /// <exception cref="NotSupportedException">The API cannot enforce a schema of the type; see <see cref="StructuredOutput"/>.</exception>
    /// <exception cref="ClaudeException">The call failed.</exception>
    [RequiresUnreferencedCode(ReflectedJson.Reason)]
    [RequiresDynamicCode(ReflectedJson.Reason)]
    public static Task<StructuredAnswer<T>> CreateStructuredAsync<T>(
        this IClaudeClient client, MessageRequest request, ClaudeCall? call = null, CancellationToken cancellationToken = default) =>
        client.CreateStructuredAsync(request, (JsonTypeInfo<T>)ReflectedJson.Options.GetTypeInfo(typeof(T)), call, cancellationToken);

    /// <summary>Asks for JSON that matches a schema.</summary>
    /// <param name="client">The client.</param>
    /// <param name="request">The question; it is not changed.</param>
    /// <param name="schema">The JSON schema, as JSON text; it is sent as it stands. The API demands <c>additionalProperties: false</c> of objects.</param>
    /// <param name="call">The caller's wishes for this call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The JSON, with the answer that it stood in.</returns>
    /// <exception cref="JsonException">The schema is not JSON.</exception>
    /// <exception cref="StructuredAnswerException">The model refused, was cut, asks for a tool, or wrote no JSON.</exception>
    /// <exception cref="ClaudeException">The call failed.</exception>
    public static Task<StructuredAnswer<JsonElement>> CreateStructuredAsync(
        this IClaudeClient client, MessageRequest request, string schema, ClaudeCall? call = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(schema);
        return client.CreateStructuredAsync(With(request, OutputFormat.JsonSchema(schema)), AnyJson.Default.JsonElement, call, cancellationToken);
    }

    private static MessageRequest With(MessageRequest request, OutputFormat format) =>
        request with { OutputConfig = (request.OutputConfig ?? new()) with { Format = format } };
}
