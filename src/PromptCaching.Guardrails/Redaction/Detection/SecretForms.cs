namespace PromptCaching.Guardrails.Redaction.Detection;

/// <summary>The forms of keys and tokens that say themselves what they are.</summary>
internal static class SecretForms
{
    public static readonly SecretForm[] All =
    [
        // Anthropic, then OpenAI and those who copied its form.
        new("sk-ant-", 16, Secrets.AnyLength, IsUrlSafe),
        new("sk-", 20, Secrets.AnyLength, IsUrlSafe),

        // AWS: ids of access keys, lasting and temporary.
        new("AKIA", 16, 16, IsUpperOrDigit, NeedsDigit: false),
        new("ASIA", 16, 16, IsUpperOrDigit, NeedsDigit: false),

        // GitHub and GitLab.
        new("ghp_", 36, 255, char.IsAsciiLetterOrDigit),
        new("gho_", 36, 255, char.IsAsciiLetterOrDigit),
        new("ghu_", 36, 255, char.IsAsciiLetterOrDigit),
        new("ghs_", 36, 520, IsUrlSafe),
        new("ghr_", 36, 255, char.IsAsciiLetterOrDigit),
        new("github_pat_", 22, 255, IsUrlSafe),
        new("glpat-", 20, 64, IsUrlSafe),

        // Slack.
        new("xoxa-", 10, 255, IsUrlSafe),
        new("xoxb-", 10, 255, IsUrlSafe),
        new("xoxe-", 10, 255, IsUrlSafe),
        new("xoxp-", 10, 255, IsUrlSafe),
        new("xoxr-", 10, 255, IsUrlSafe),
        new("xoxs-", 10, 255, IsUrlSafe),
        new("xapp-", 10, 255, IsUrlSafe),
        new("hooks.slack.com/services/", 20, 100, static letter => char.IsAsciiLetterOrDigit(letter) || letter == '/'),

        // Google: API keys, OAuth tokens and client secrets.
        new("AIza", 35, 35, IsUrlSafe),
        new("ya29.", 20, Secrets.AnyLength, IsUrlSafe),
        new("GOCSPX-", 20, 64, IsUrlSafe, NeedsDigit: false),

        // Stripe, SendGrid, npm, PyPI, Hugging Face, Shopify, DigitalOcean.
        new("sk_live_", 16, 255, char.IsAsciiLetterOrDigit),
        new("sk_test_", 16, 255, char.IsAsciiLetterOrDigit),
        new("rk_live_", 16, 255, char.IsAsciiLetterOrDigit),
        new("whsec_", 20, 255, static letter => char.IsAsciiLetterOrDigit(letter) || letter is '+' or '/' or '='),
        new("SG.", 40, 100, static letter => IsUrlSafe(letter) || letter == '.'),
        new("npm_", 36, 36, char.IsAsciiLetterOrDigit),
        new("pypi-AgEI", 40, 255, IsUrlSafe),
        new("hf_", 30, 64, char.IsAsciiLetterOrDigit, NeedsDigit: false),
        new("shpat_", 32, 32, char.IsAsciiLetterOrDigit),
        new("dop_v1_", 64, 64, char.IsAsciiLetterOrDigit),

        // JSON web tokens: both of the first parts are base64 of an object.
        new("eyJ", 20, Secrets.AnyLength, static letter => IsUrlSafe(letter) || letter == '.'),
    ];

    private static bool IsUrlSafe(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-';

    private static bool IsUpperOrDigit(char letter) => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter);
}
