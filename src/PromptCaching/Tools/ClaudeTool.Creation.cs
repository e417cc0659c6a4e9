using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PromptCaching.Messages;
using PromptCaching.Messages.Content;
using PromptCaching.Schemas;
using PromptCaching.Tools;

namespace PromptCaching;

/// <content>The ways to make one; all but <see cref="FromMethod"/> work in trimmed and natively compiled programs.</content>
public sealed partial class ClaudeTool
{
    /// <summary>Makes a tool from a definition of the caller's own, or one that Anthropic defines (<see cref="Tool.Bash"/> and its like).</summary>
    /// <param name="definition">The tool as requests list it.</param>
    /// <param name="run">The code; it is given the input as it came. <see langword="null"/> is a result without content.</param>
    /// <returns>The tool.</returns>
    /// <exception cref="ArgumentException">The tool has no name, or one that the API refuses.</exception>
    public static ClaudeTool Create(Tool definition, Func<JsonElement, CancellationToken, Task<MessageContent?>> run)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(run);
        return new(definition, isToolset: false, (call, cancellationToken) => run(call.Input, cancellationToken));
    }

    /// <summary>Makes the tools of a toolset that the caller runs: <see cref="Tool.ComputerToolset"/>, <see cref="Tool.BrowserToolset"/>.</summary>
    /// <remarks>What an answer asks of a toolset runs in its order, one after another; when one fails, those after it are not run.</remarks>
    /// <param name="toolset">The toolset as requests list it.</param>
    /// <param name="run">The code; the call says which tool it is, and with what. <see langword="null"/> is a result without content.</param>
    /// <returns>The tool that stands for all of them.</returns>
    /// <exception cref="ArgumentException">It is no toolset, or one whose tools the API runs.</exception>
    public static ClaudeTool ForToolset(Tool toolset, Func<ToolUseBlock, CancellationToken, Task<MessageContent?>> run)
    {
        ArgumentNullException.ThrowIfNull(toolset);
        ArgumentNullException.ThrowIfNull(run);
        return new(toolset, isToolset: true, run);
    }

    /// <summary>Makes a tool that answers text, from the type of its input.</summary>
    /// <typeparam name="TInput">The type of the input, an object; its <c>[Description]</c> attributes are told to the model.</typeparam>
    /// <param name="name">The name: letters, digits, <c>_</c> and <c>-</c>, at most 128.</param>
    /// <param name="description">What the tool does and when to use it.</param>
    /// <param name="input">How the input is serialized, from a source-generated context.</param>
    /// <param name="run">The code.</param>
    /// <returns>The tool.</returns>
    /// <exception cref="ArgumentException">The API refuses the name, or the input is not an object.</exception>
    public static ClaudeTool Create<TInput>(
        string name, string description, JsonTypeInfo<TInput> input, Func<TInput, CancellationToken, Task<string>> run) =>
        FromInput(name, description, input, run, ToolContent.OfText);

    /// <summary>Makes a tool that answers content, such as images and documents, from the type of its input.</summary>
    /// <typeparam name="TInput">The type of the input, an object; its <c>[Description]</c> attributes are told to the model.</typeparam>
    /// <param name="name">The name: letters, digits, <c>_</c> and <c>-</c>, at most 128.</param>
    /// <param name="description">What the tool does and when to use it.</param>
    /// <param name="input">How the input is serialized, from a source-generated context.</param>
    /// <param name="run">The code.</param>
    /// <returns>The tool.</returns>
    /// <exception cref="ArgumentException">The API refuses the name, or the input is not an object.</exception>
    public static ClaudeTool Create<TInput>(
        string name, string description, JsonTypeInfo<TInput> input, Func<TInput, CancellationToken, Task<MessageContent>> run) =>
        FromInput(name, description, input, run, static content => content);

    /// <summary>Makes a tool that answers a value as JSON, from the types of its input and its result.</summary>
    /// <typeparam name="TInput">The type of the input, an object; its <c>[Description]</c> attributes are told to the model.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="name">The name: letters, digits, <c>_</c> and <c>-</c>, at most 128.</param>
    /// <param name="description">What the tool does and when to use it.</param>
    /// <param name="input">How the input is serialized, from a source-generated context.</param>
    /// <param name="result">How the result is serialized.</param>
    /// <param name="run">The code.</param>
    /// <returns>The tool.</returns>
    /// <exception cref="ArgumentException">The API refuses the name, or the input is not an object.</exception>
    public static ClaudeTool Create<TInput, TResult>(
        string name,
        string description,
        JsonTypeInfo<TInput> input,
        JsonTypeInfo<TResult> result,
        Func<TInput, CancellationToken, Task<TResult>> run)
    {
        ArgumentNullException.ThrowIfNull(result);
        return FromInput(name, description, input, run, value => ToolContent.Of(value, result));
    }

    /// <summary>Makes a tool from a method: its parameters are the input, those with a default may be left out, a token is not among them.</summary>
    /// <remarks>A method that takes no token, or does not look at it, is left behind when the caller cancels.</remarks>
    /// <param name="method">The method, synchronous or not; <c>[Description]</c> on it and its parameters is told to the model.</param>
    /// <param name="name">The name; <see langword="null"/> takes the method's or local function's own, without <c>Async</c>. A lambda needs one.</param>
    /// <param name="description">What the tool does; <see langword="null"/> takes the method's <c>[Description]</c>.</param>
    /// <param name="options">How inputs and results are serialized; <see langword="null"/> for camel-case names and enumerations by name.</param>
    /// <returns>The tool.</returns>
    /// <exception cref="ArgumentException">A lambda comes without a name, the API refuses the name, or a parameter is passed by reference.</exception>
    [RequiresUnreferencedCode(ReflectedJson.Reason)]
    [RequiresDynamicCode(ReflectedJson.Reason)]
    public static ClaudeTool FromMethod(Delegate method, string? name = null, string? description = null, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(method);
        var tool = new MethodTool(method, options ?? ReflectedJson.Options);
        return Create(tool.Define(name, description), tool.RunAsync);
    }

    private static ClaudeTool FromInput<TInput, TResult>(
        string name,
        string description,
        JsonTypeInfo<TInput> input,
        Func<TInput, CancellationToken, Task<TResult>> run,
        Func<TResult, MessageContent?> contentOf)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(run);
        var reader = ToolInput.Of(input);
        return Create(
            new Tool { Name = name, Description = description, InputSchema = reader.Schema },
            async (json, cancellationToken) => contentOf(await run(reader.Read(json, input), cancellationToken).ConfigureAwait(false)));
    }
}
