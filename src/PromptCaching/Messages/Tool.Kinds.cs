namespace PromptCaching.Messages;

/// <content>Tools that Anthropic defines, in their newest versions; older ones are made by setting <see cref="Type"/>.</content>
public sealed partial record Tool
{
    /// <summary>Makes the tool that searches the web; each search costs.</summary>
    /// <param name="maxUses">How often a request may search; <see langword="null"/> for no limit.</param>
    /// <returns>The tool.</returns>
    public static Tool WebSearch(int? maxUses = null) => new() { Type = "web_search_20260318", Name = "web_search", MaxUses = maxUses };

    /// <summary>Makes the tool that fetches pages and files from the web.</summary>
    /// <param name="maxUses">How often a request may fetch; <see langword="null"/> for no limit.</param>
    /// <returns>The tool.</returns>
    public static Tool WebFetch(int? maxUses = null) => new() { Type = "web_fetch_20260318", Name = "web_fetch", MaxUses = maxUses };

    /// <summary>Makes the tool that runs code in a container at Anthropic.</summary>
    /// <returns>The tool.</returns>
    public static Tool CodeExecution() => new() { Type = "code_execution_20260521", Name = "code_execution" };

    /// <summary>Makes the tool by which the model asks the caller to run commands.</summary>
    /// <returns>The tool.</returns>
    public static Tool Bash() => new() { Type = "bash_20250124", Name = "bash" };

    /// <summary>Makes the tool by which the model asks the caller to view and edit files.</summary>
    /// <param name="maxCharacters">The most characters of a file that is viewed; <see langword="null"/> for no limit.</param>
    /// <returns>The tool.</returns>
    public static Tool TextEditor(int? maxCharacters = null) =>
        new() { Type = "text_editor_20250728", Name = "str_replace_based_edit_tool", MaxCharacters = maxCharacters };

    /// <summary>Makes the tool by which the model asks the caller to keep notes.</summary>
    /// <returns>The tool.</returns>
    public static Tool Memory() => new() { Type = "memory_20250818", Name = "memory" };

    /// <summary>Makes the tool by which the model asks the caller to use a screen (beta).</summary>
    /// <param name="displayWidth">The width of the screen, in pixels.</param>
    /// <param name="displayHeight">The height of the screen, in pixels.</param>
    /// <returns>The tool.</returns>
    public static Tool Computer(int displayWidth, int displayHeight) =>
        new() { Type = "computer_20251124", Name = "computer", DisplayWidthPx = displayWidth, DisplayHeightPx = displayHeight };

    /// <summary>Makes the toolset of single actions on a screen.</summary>
    /// <returns>The toolset.</returns>
    public static Tool ComputerToolset() => new() { Type = "computer_toolset_20260801" };

    /// <summary>Makes the toolset of single actions in a browser.</summary>
    /// <returns>The toolset.</returns>
    public static Tool BrowserToolset() => new() { Type = "browser_toolset_20260801" };

    /// <summary>Makes the tool that finds deferred tools by words.</summary>
    /// <returns>The tool.</returns>
    public static Tool SearchToolsByWords() => new() { Type = "tool_search_tool_bm25_20251119", Name = "tool_search_tool_bm25" };

    /// <summary>Makes the tool that finds deferred tools by a pattern.</summary>
    /// <returns>The tool.</returns>
    public static Tool SearchToolsByPattern() => new() { Type = "tool_search_tool_regex_20251119", Name = "tool_search_tool_regex" };

    /// <summary>Makes the tool by which another model advises (beta <c>advisor-tool-2026-03-01</c>).</summary>
    /// <param name="model">The model that advises.</param>
    /// <returns>The tool.</returns>
    public static Tool Advisor(string model) => new() { Type = "advisor_20260301", Name = "advisor", Model = model };

    /// <summary>Makes the tools of an MCP server that <see cref="MessageRequest.McpServers"/> names.</summary>
    /// <param name="serverName">The name of the server.</param>
    /// <returns>The toolset.</returns>
    public static Tool McpToolset(string serverName) => new() { Type = "mcp_toolset", McpServerName = serverName };
}
