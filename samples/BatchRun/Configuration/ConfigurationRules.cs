using System.Text.RegularExpressions;
using BatchRun.Building;

namespace BatchRun.Configuration;

/// <summary>What a configuration must keep to.</summary>
internal static partial class ConfigurationRules
{
    /// <exception cref="UsageException">It does not.</exception>
    public static void ThrowIfBroken(StudyConfiguration study)
    {
        Require(study.Arms is [_, ..], "arms: name at least a control.");
        foreach (var arm in study.Arms)
        {
            Require(Name().IsMatch(arm.Name), $"arms: \"{arm.Name}\" is no name; use up to 20 small letters, digits and dashes.");
        }

        Require(study.Arms.DistinctBy(static arm => arm.Name).Count() == study.Arms.Count, "arms: two have the same name.");
        Require(study.Providers.Keys.All(static name => Name().IsMatch(name)), "providers: names are up to 20 small letters, digits and dashes.");
        Require(study.Providers.ContainsKey(study.Provider), $"provider: \"{study.Provider}\" is not among the providers.");
        Require(study.Providers.Values.All(static provider => provider.MaxTokens > 0), "providers: max_tokens is at least 1.");
        Require(study.Items.Count > 0, "items: count is at least 1.");
        Require(study.Run.Concurrency > 0, "run: concurrency is at least 1.");
        Require(study.Run.ShardSize is > 0 and <= 100_000, "run: shard_size is from 1 to 100,000, the most that a batch takes.");
        Require(study.Run.BudgetUsd is null or >= 0, "run: budget_usd is not negative.");
        Require(study.Run.ExpectedOutputTokens >= 0, "run: expected_output_tokens is not negative.");
        Require(study.Webhook?.Url is null or { IsAbsoluteUri: true, Scheme: "http" or "https" }, "webhook: url begins with http:// or https://.");
        RequireTemperatures(study.Temperatures);
    }

    /// <exception cref="UsageException">There are none, or one is none.</exception>
    public static void RequireTemperatures(IReadOnlyList<double> temperatures)
    {
        Require(temperatures is [_, ..], "temperatures: name at least one.");
        foreach (var temperature in temperatures)
        {
            var isShort = RequestName.OfTemperature(temperature) is { } name && RequestName.TemperatureOf(name) == temperature;
            Require(temperature is >= 0 and <= 1 && isShort, FormattableString.Invariant($"temperatures: {temperature} is not from 0 to 1 in steps of 0.01."));
        }

        Require(temperatures.Distinct().Count() == temperatures.Count, "temperatures: one is named twice.");
    }

    private static void Require(bool isSo, string sentence)
    {
        if (!isSo)
        {
            throw new UsageException(sentence);
        }
    }

    [GeneratedRegex(@"^[a-z0-9-]{1,20}\z")]
    private static partial Regex Name();
}
