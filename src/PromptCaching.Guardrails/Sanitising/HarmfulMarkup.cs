namespace PromptCaching.Guardrails.Sanitising;

/// <summary>Something harmful that a text holds.</summary>
/// <param name="Kind">What it could do.</param>
/// <param name="Name">The name of the element or attribute, cut after 40 characters; never its content.</param>
public sealed record HarmfulMarkup(HarmfulMarkupKind Kind, string Name);
