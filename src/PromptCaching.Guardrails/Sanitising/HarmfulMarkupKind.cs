namespace PromptCaching.Guardrails.Sanitising;

/// <summary>What markup could do.</summary>
public enum HarmfulMarkupKind
{
    /// <summary>An element that runs a script.</summary>
    Script,

    /// <summary>An attribute that runs a script when something happens, for example <c>onerror</c>.</summary>
    EventHandler,

    /// <summary>An address whose scheme runs or holds what it names (<c>javascript:</c>, <c>data:</c> …), or is not allowed.</summary>
    ScriptUrl,

    /// <summary>An element or attribute that loads, embeds, styles, asks for input or hides markup from a parser; none of it belongs into an answer.</summary>
    ActiveContent,
}
