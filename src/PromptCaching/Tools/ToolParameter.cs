using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using PromptCaching.Schemas;

namespace PromptCaching.Tools;

/// <summary>A parameter of a method that is a tool.</summary>
[RequiresUnreferencedCode(ReflectedJson.Reason)]
[RequiresDynamicCode(ReflectedJson.Reason)]
internal sealed class ToolParameter
{
    private readonly ParameterInfo _parameter;
    private readonly JsonSerializerOptions _options;
    private readonly bool _takesNull;

    public ToolParameter(ParameterInfo parameter, JsonSerializerOptions options)
    {
        if (parameter.ParameterType.IsByRef || parameter.Name is null)
        {
            throw new ArgumentException($"The parameter '{parameter.Name}' cannot be part of a tool's input: it has no name or is passed by reference.");
        }

        (_parameter, _options, Name) = (parameter, options, parameter.Name);
        _takesNull = new NullabilityInfoContext().Create(parameter).WriteState != NullabilityState.NotNull;
    }

    public string Name { get; }

    public bool IsToken => _parameter.ParameterType == typeof(CancellationToken);

    public bool IsRequired => !_parameter.HasDefaultValue;

    public JsonNode Schema()
    {
        var schema = TypeSchema.Of(_options.GetTypeInfo(_parameter.ParameterType));
        SchemaReferences.Move(schema, $"/{Keyword.Properties}/{Name}");
        if (_parameter is { HasDefaultValue: true, DefaultValue: { } value } && schema is JsonObject holder)
        {
            holder["default"] = JsonSerializer.SerializeToNode(value, _options.GetTypeInfo(_parameter.ParameterType));
        }

        return TypeSchema.With(TypeSchema.DescriptionOn(_parameter), schema);
    }

    public object? Read(JsonElement input, CancellationToken cancellationToken)
    {
        if (IsToken)
        {
            return cancellationToken;
        }

        if (!input.TryGetProperty(Name, out var json))
        {
            return _parameter.DefaultValue;
        }

        var value = ToolInput.Read(json, () => json.Deserialize(_options.GetTypeInfo(_parameter.ParameterType)), Name);
        return value is null && !_takesNull ? throw new ClaudeToolException($"The input '{Name}' must not be null.") : value;
    }
}
