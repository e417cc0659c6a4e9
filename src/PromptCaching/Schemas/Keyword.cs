namespace PromptCaching.Schemas;

/// <summary>The words of JSON Schema that are written or judged here.</summary>
internal static class Keyword
{
    public const string Type = "type";
    public const string Description = "description";
    public const string Properties = "properties";
    public const string Required = "required";
    public const string AdditionalProperties = "additionalProperties";
    public const string Items = "items";
    public const string AnyOf = "anyOf";
    public const string Enum = "enum";
    public const string Const = "const";
    public const string Format = "format";
    public const string Pattern = "pattern";
    public const string Reference = "$ref";
}
