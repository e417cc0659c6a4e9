namespace PromptCaching.Guardrails.Redaction.Detection;

/// <summary>Finds values of one sort in a text.</summary>
internal delegate void Search(ref TextScan scan);
