using System.Globalization;
using System.Text.Json.Nodes;
using BatchRun.Building;
using PromptCaching.CacheControl;

namespace BatchRun.Predicting;

/// <summary>Says what keeps the requests of a study from sharing what they should.</summary>
internal static class PrefixWarnings
{
    /// <param name="arms">The arms.</param>
    /// <param name="bodies">A request of each, in the same order.</param>
    public static IEnumerable<string> Of(IReadOnlyList<ManifestArm> arms, IReadOnlyList<JsonObject> bodies)
    {
        ReadOnlyMemory<byte>[] bytes = [.. bodies.Select(static body => (ReadOnlyMemory<byte>)System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()))];
        for (var index = 1; index < arms.Count; index++)
        {
            foreach (var drift in PrefixLint.FindDrift(bytes[0], bytes[index]))
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"The prefixes of the arms \"{arms[0].Name}\" and \"{arms[index].Name}\" differ: {drift.Place} {drift.Difference}. "
                    + $"Each of them writes and reads {drift.TokensAtStake:N0} tokens of its own.");
            }
        }

        foreach (var text in PrefixLint.FindVolatileText(bytes[0]))
        {
            yield return $"The shared prefix may not stay the same: {text}";
        }

        foreach (var arm in arms.Where(static arm => arm.IsBelowMinimum))
        {
            yield return BelowMinimum(arm);
        }
    }

    public static string BelowMinimum(ManifestArm arm) => string.Create(
        CultureInfo.InvariantCulture,
        $"The prompt of the arm \"{arm.Name}\" is below the minimum: about {arm.PrefixTokens:N0} tokens where the model caches from "
        + $"{arm.MinTokens:N0} on. Its {arm.Requests:N0} requests are sent unmarked.");
}
