using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using PromptCaching.Messages;
using PromptCaching.Messages.Content;
using PromptCaching.Schemas;

namespace PromptCaching.Tools;

/// <summary>A method that the model calls: the schema of its signature, its arguments from the input, its result as content.</summary>
[RequiresUnreferencedCode(ReflectedJson.Reason)]
[RequiresDynamicCode(ReflectedJson.Reason)]
internal sealed class MethodTool
{
    private readonly Delegate _method;
    private readonly JsonSerializerOptions _options;
    private readonly ToolParameter[] _parameters;
    private readonly ToolInput _input;

    public MethodTool(Delegate method, JsonSerializerOptions options)
    {
        (_method, _options) = (method, options);
        _parameters = [.. method.Method.GetParameters().Select(parameter => new ToolParameter(parameter, options))];
        _input = ToolInput.Of(Schema());
    }

    public Tool Define(string? name, string? description) => new()
    {
        Name = name ?? ToolNames.Of(_method.Method),
        Description = description ?? TypeSchema.DescriptionOn(_method.Method),
        InputSchema = _input.Schema,
    };

    public async Task<MessageContent?> RunAsync(JsonElement input, CancellationToken cancellationToken)
    {
        _input.Check(input);
        var arguments = _parameters.Select(parameter => parameter.Read(input, cancellationToken)).ToArray();
        var (value, type) = await ReturnedValue.ReadAsync(Invoke(arguments), _method.Method.ReturnType, cancellationToken).ConfigureAwait(false);
        return value is null ? null : ToolContent.Of(value, _options.GetTypeInfo(type));
    }

    private object? Invoke(object?[] arguments)
    {
        try
        {
            return _method.DynamicInvoke(arguments);
        }
        catch (TargetInvocationException wrapped) when (wrapped.InnerException is { } thrown)
        {
            ExceptionDispatchInfo.Throw(thrown);
            throw;
        }
    }

    private JsonObject Schema()
    {
        var inputs = _parameters.Where(static parameter => !parameter.IsToken).ToArray();
        var properties = new JsonObject();
        foreach (var parameter in inputs)
        {
            properties[parameter.Name] = parameter.Schema();
        }

        return new JsonObject
        {
            [Keyword.Type] = "object",
            [Keyword.Properties] = properties,
            [Keyword.Required] = new JsonArray([.. inputs.Where(static input => input.IsRequired).Select(static input => (JsonNode)input.Name)]),
            [Keyword.AdditionalProperties] = false,
        };
    }
}
