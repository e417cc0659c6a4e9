namespace ResumeStudio.Writing;

/// <summary>How a résumé is to be customised in a second turn.</summary>
/// <param name="Level">How much it may change: see <see cref="Prompts.CustomizationLevel"/>.</param>
/// <param name="Industry">Whose readers it is for: see <see cref="Prompts.IndustryGuidance"/>.</param>
internal sealed record Customization(string Level, string Industry);
