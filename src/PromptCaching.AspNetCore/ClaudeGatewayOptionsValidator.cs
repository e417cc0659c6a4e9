using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using PromptCaching.AspNetCore.Clients;

namespace PromptCaching.AspNetCore;

/// <summary>Says what is wrong with the options of a gateway, and never what a token is.</summary>
internal sealed class ClaudeGatewayOptionsValidator(string client, IConfiguration? configuration = null) : IValidateOptions<ClaudeGatewayOptions>
{
    public ValidateOptionsResult Validate(string? name, ClaudeGatewayOptions options)
    {
        if (name != client)
        {
            return ValidateOptionsResult.Skip;
        }

        string[] problems =
        [
            .. GatewayOptionNames.Unknown(configuration?.GetSection(ClaudeGatewayOptions.ConfigurationSection)),
            .. AtLeastOne(nameof(options.MaxRequestBytes), options.MaxRequestBytes),
            .. AtLeastOne(nameof(options.MaxBatchBytes), options.MaxBatchBytes),
            .. AtLeastOne(nameof(options.MaxConcurrency), options.MaxConcurrency),
            .. options.AllowedOwnHeaders.Where(static header => !GatewayHeaders.IsOwn(header)).Select(static header =>
                Problem(nameof(options.AllowedOwnHeaders), $"has '{header}'; list names that begin with {GatewayHeaders.OwnPrefix}.")),
            .. options.Clients.SelectMany(static one => ProblemsOf(one.Key, one.Value)),
            .. TokensOfMany(options.Clients),
        ];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> ProblemsOf(string name, ClaudeGatewayClient client)
    {
        var place = $"{nameof(ClaudeGatewayOptions.Clients)}:{name}";
        if (!IsName(name) || (client.Scope is { } scope && !IsName(scope)))
        {
            yield return Problem(place, "needs a name, and a scope where one is set, of letters, digits, '-', '_' and '.' only.");
        }

        if (string.IsNullOrWhiteSpace(client.Token) == string.IsNullOrWhiteSpace(client.TokenHash))
        {
            yield return Problem(place, "needs a Token or a TokenHash, and not both.");
        }
        else if (ClientTokens.HashOf(client) is null)
        {
            yield return Problem(place, "has a TokenHash that is no SHA-256 in 64 hexadecimal digits.");
        }

        if (client.BudgetUsd < 0)
        {
            yield return Problem(
                $"{place}:{nameof(client.BudgetUsd)}", string.Create(CultureInfo.InvariantCulture, $"is {client.BudgetUsd}; set it to 0 or more."));
        }

        if (!Enum.IsDefined(client.BudgetPeriod))
        {
            yield return Problem($"{place}:{nameof(client.BudgetPeriod)}", $"is {client.BudgetPeriod}; set it to Hour, Day, Month or Total.");
        }

        foreach (var problem in AtLeastOne($"{place}:{nameof(client.RequestsPerMinute)}", client.RequestsPerMinute ?? 1)
            .Concat(AtLeastOne($"{place}:{nameof(client.MaxConcurrency)}", client.MaxConcurrency ?? 1)))
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> TokensOfMany(IDictionary<string, ClaudeGatewayClient> clients) =>
        from one in clients
        let hash = ClientTokens.HashOf(one.Value)
        where hash is not null
        group one.Key by hash into same
        where same.Count() > 1
        select Problem(nameof(ClaudeGatewayOptions.Clients), $"has one token for {string.Join(" and ", same)}; give each client its own.");

    /// <summary>Names become parts of scopes that are joined with slashes, so no name may hold one.</summary>
    private static bool IsName(string name) =>
        name.Length > 0 && name.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');

    private static IEnumerable<string> AtLeastOne(string option, long value)
    {
        if (value < 1)
        {
            yield return Problem(option, string.Create(CultureInfo.InvariantCulture, $"is {value}; set it to 1 or more."));
        }
    }

    private static string Problem(string option, string problem) => $"{ClaudeGatewayOptions.ConfigurationSection}:{option} {problem}";
}
