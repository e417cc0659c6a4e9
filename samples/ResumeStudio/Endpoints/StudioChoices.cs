using ResumeStudio.Prompts;

namespace ResumeStudio.Endpoints;

/// <summary>What can be asked for.</summary>
internal sealed record StudioChoices(IReadOnlyList<StudioDocument> Documents, IReadOnlyCollection<string> Levels, IReadOnlyCollection<string> Industries)
{
    public static StudioChoices All { get; } = new(StudioPrompts.Documents, CustomizationLevel.Names, IndustryGuidance.Industries);
}
