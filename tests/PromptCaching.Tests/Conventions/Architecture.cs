namespace PromptCaching.Tests.Conventions;

/// <summary>Which folder of src/PromptCaching may know which: the architecture as a table.</summary>
/// <remarks>
/// "Http.*" is a folder with everything below it, "Messages" its own files alone, a type name a type of the namespace PromptCaching,
/// "*" everything. A folder may always use itself, and everyone may use Polyfills.
/// </remarks>
internal static class Architecture
{
    public const string Root = "(root)";

    private static readonly string[] _whatHandlersShare = ["Bodies.*", "Http.*", "Errors.*", "Telemetry.*", "Validation.*"];

    public static readonly FolderRule[] Folders =
    [
        new("DependencyInjection", "*"),

        new(Root, "Messages.*", "Errors.*", "Http.*", "Bodies.*", "Telemetry.*", "Validation.*", "Accounting.*", "Requests"),
        new("Requests", "ClaudeDefaults", "Messages.*", "Errors.*", "Accounting.*"),
        new("Batching",
            "IClaudeClient", "IMessageBatches", "IRequestDefaults", "ClaudeMessageExtensions", "Messages.*", "Errors.*", "Http.*", "Telemetry.*", "Validation.*",
            "Bodies.*", "Accounting.*"),
        new("Prompts", "Messages.*", "Validation.*", "CacheControl", "Http.*", "Accounting.*"),
        new("Schemas", "Messages.Json"),
        new("Structured", "IClaudeClient", "ClaudeMessageExtensions", "Messages.*", "Errors.*", "Http.*", "Telemetry.*", "Schemas"),
        new("Tools", "IClaudeClient", "ClaudeMessageExtensions", "ToolInputs", "ToolInputSoFar", "Messages.*", "Errors.*", "Http.*", "Telemetry.*", "Schemas"),

        // The handlers speak HTTP and bytes: they never use each other, Messages or the client, so they work under any client.
        new("ResponseCaching", [.. _whatHandlersShare, "Storage.*"]),
        new("CacheControl", _whatHandlersShare),
        new("Retrying", _whatHandlersShare),
        new("RateLimiting", _whatHandlersShare),
        new("Accounting", _whatHandlersShare),
        new("Clouds", _whatHandlersShare),
        new("Authentication", [.. _whatHandlersShare, "ClaudeClientOptions"]),

        new("Storage", "Http.*", "Telemetry.*", "Validation.*", "Bodies.*"),
        new("Errors", "Messages", "Messages.Json", "Http.*"),

        // The ground floor uses nothing of ours but what the platform's JSON lacks.
        new("Messages", "Unicode"),
        new("Bodies", "Unicode"),
        new("Unicode"),
        new("Http"),
        new("Telemetry"),
        new("Validation"),
        new("Polyfills"),
    ];

    public static readonly OwnedName[] OwnedNames =
    [
        new("IDistributedCache", "Storage", "DependencyInjection"),
        new("Polly", "Retrying"),
        new("System.Threading.RateLimiting", "RateLimiting", "DependencyInjection"),
        new("IServiceCollection", "DependencyInjection"),
        new("Microsoft.Extensions.DependencyInjection", "DependencyInjection"),
        new("#if", "Polyfills"),
    ];

    /// <summary>Folders whose types may live in the namespace PromptCaching, where callers look for them, or the framework's.</summary>
    public static readonly (string Folder, string Namespace, string Reason)[] OtherNamespaces =
    [
        ("PromptCaching/DependencyInjection", "PromptCaching", "AddClaudeCaching needs the same using as the client it registers"),
        ("PromptCaching.Redis/DependencyInjection", "PromptCaching", "UseRedis needs the same using as the client that it extends"),
        ("PromptCaching/Batching", "PromptCaching", "GenerateManyAsync and what it takes and gives need the same using as the client"),
        ("PromptCaching/Structured", "PromptCaching", "CreateStructuredAsync and what it gives need the same using as the client"),
        ("PromptCaching/Tools", "PromptCaching", "RunToolsAsync and what it takes and gives need the same using as the client"),
        ("PromptCaching/Errors", "PromptCaching", "what a call throws needs the same using as the call"),
        ("PromptCaching/Http", "PromptCaching", "the wishes of a call need the same using as the call"),
        ("PromptCaching/Telemetry", "PromptCaching", "GetCallReport and what it returns need the same using as the call"),
        ("PromptCaching/CacheControl/Linting", "PromptCaching.CacheControl", "PrefixLint and its findings are one feature; the patterns are its inside"),
        ("PromptCaching/Accounting/Ledger", "PromptCaching.Accounting", "what is read off the ledger needs the same using as the prices"),
        ("PromptCaching/Accounting/Budgets", "PromptCaching.Accounting", "a budget needs the same using as the prices"),
        ("PromptCaching.Redis/DependencyInjection", "PromptCaching", "UseRedis needs the same using as AddClaudeCaching"),
        ("PromptCaching.Extensions.AI/DependencyInjection", "PromptCaching", "AddChatClient needs the same using as AddClaudeCaching"),
        ("PromptCaching.Guardrails/DependencyInjection", "PromptCaching", "AddRedaction and AddValidation need the same using as AddClaudeCaching"),
        ("PromptCaching/Polyfills", "System.*", "a polyfill stands where the framework's own type stands"),
    ];

    /// <summary>The folders that rhyme: a handler, its options, their validator and the design note.</summary>
    public static readonly string[] RhymingFolders = ["CacheControl", "ResponseCaching", "Retrying", "RateLimiting"];

    public static bool Covers(string entry, string name) =>
        entry == "*"
        || entry == name
        || (entry.EndsWith(".*", StringComparison.Ordinal) && (name + ".").StartsWith(entry[..^1], StringComparison.Ordinal));
}

internal sealed record FolderRule(string Folder, params string[] MayUse)
{
    public bool Allows(Mention mention) => MayUse.Any(entry =>
        Architecture.Covers(entry, mention.Folder) || (entry == mention.Type && mention.Folder == Architecture.Root));
}

/// <summary>A name of others that only these folders of src/PromptCaching may mention.</summary>
internal sealed record OwnedName(string Name, params string[] Folders);

/// <summary>A mention of something of ours: the folder it lives in, with dots, and the type where one is named.</summary>
internal sealed record Mention(string Folder, string? Type = null)
{
    public override string ToString() => Type is null ? Folder : $"{Folder}: {Type}";
}
