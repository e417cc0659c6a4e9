using BatchRun.Configuration;
using BatchRun.Items;

namespace BatchRun.Building;

/// <summary>The two texts of a request, whoever is asked.</summary>
internal sealed record PromptTexts(string System, string User)
{
    public static PromptTexts Of(string shared, ArmConfiguration arm, Item item) =>
        new(
            string.IsNullOrWhiteSpace(arm.System) ? shared : $"{shared}\n\n{arm.System}",
            string.IsNullOrWhiteSpace(arm.Instruction) ? item.Text : $"{arm.Instruction}\n\n{item.Text}");
}
