using System.Text.Json.Nodes;
using PromptCaching.Messages;
using PromptCaching.Messages.Content;
using PromptCaching.Schemas;
using PromptCaching.Tools;

namespace PromptCaching;

/// <summary>A tool with the code that runs it. Immutable; safe for any number of calls at once where the code is.</summary>
/// <remarks>
/// The code may return text, <see cref="MessageContent"/> (images and documents too) or a value, which the model reads as JSON. What it throws goes to
/// the model as an error.
/// </remarks>
public sealed partial class ClaudeTool
{
    private static readonly ToolLoopOptions Plain = new();
    private readonly Func<ToolUseBlock, CancellationToken, Task<MessageContent?>> _run;

    private ClaudeTool(Tool definition, bool isToolset, Func<ToolUseBlock, CancellationToken, Task<MessageContent?>> run)
    {
        var name = isToolset ? ToolNames.OfToolset(definition) : ToolNames.Check(definition.Name);
        (Definition, Name, IsToolset, _run) = (definition, name, isToolset, run);
    }

    /// <summary>Gets the tool as requests list it.</summary>
    public Tool Definition { get; }

    /// <summary>Gets the name by which the model asks for it; of a toolset, the one that its calls have as <see cref="ToolUseBlock.ToolsetName"/>.</summary>
    public string Name { get; }

    internal bool IsToolset { get; }

    /// <summary>Makes the same tool with another definition: a marker, examples, deferred loading.</summary>
    /// <param name="change">Makes the new definition of the present one.</param>
    /// <returns>The tool.</returns>
    public ClaudeTool WithDefinition(Func<Tool, Tool> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new(change(Definition), IsToolset, _run);
    }

    /// <summary>Makes the same tool with inputs that are guaranteed to match the schema: it is rewritten into what the API enforces.</summary>
    /// <returns>The tool; its optional inputs stay optional.</returns>
    /// <exception cref="NotSupportedException">The API cannot enforce the schema; the message names the property.</exception>
    public ClaudeTool AsStrict()
    {
        var schema = Definition.InputSchema is { } given ? JsonNode.Parse(given.GetRawText()) : null;
        return schema is null
            ? throw new NotSupportedException($"The tool '{Name}' has no schema that could be enforced.")
            : WithDefinition(tool => tool with { Strict = true, InputSchema = SchemaJson.ToElement(EnforcedSchema.Of(schema, demandsAll: false)) });
    }

    /// <summary>Runs the tool as the model asks for it.</summary>
    /// <param name="call">The block by which the model asks.</param>
    /// <param name="cancellationToken">Ends the tool's work.</param>
    /// <returns>The block that answers it; one with an error when the tool threw or could not read the input.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<ToolResultBlock> InvokeAsync(ToolUseBlock call, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        return (await ToolOutcomes.OfAsync(this, call, Plain, cancellationToken).ConfigureAwait(false)).Result;
    }

    internal Task<MessageContent?> RunAsync(ToolUseBlock call, CancellationToken cancellationToken) => _run(call, cancellationToken);
}
