namespace PromptCaching.Guardrails.Redaction;

/// <summary>A kind of personal or secret data; its label is the name in placeholders: <c>[EMAIL_1]</c>.</summary>
/// <param name="Label">The label: capital letters, digits and underscores, beginning with a letter, 32 at most.</param>
public readonly record struct PiiKind(string Label)
{
    /// <summary>Gets e-mail addresses.</summary>
    public static PiiKind Email { get; } = new("EMAIL");

    /// <summary>Gets telephone numbers: with a country's code, in the North American form, or behind a word such as "phone".</summary>
    public static PiiKind Phone { get; } = new("PHONE");

    /// <summary>Gets numbers of payment cards, by issuer, length and Luhn's checksum.</summary>
    public static PiiKind Card { get; } = new("CARD");

    /// <summary>Gets international bank account numbers, by country, length and checksum.</summary>
    public static PiiKind Iban { get; } = new("IBAN");

    /// <summary>Gets numbers that a state gives its people, by the form of each country and its checksum where there is one.</summary>
    public static PiiKind NationalId { get; } = new("NATIONAL_ID");

    /// <summary>Gets addresses of machines, v4 and v6, but for loopback and unspecified ones.</summary>
    public static PiiKind IpAddress { get; } = new("IP");

    /// <summary>Gets names and passwords inside URLs; the rest of the URL stays.</summary>
    public static PiiKind UrlCredentials { get; } = new("CREDENTIALS");

    /// <summary>Gets API keys, tokens and private keys.</summary>
    public static PiiKind Secret { get; } = new("SECRET");

    /// <summary>Gets names of people; found only by detectors of your own.</summary>
    public static PiiKind Name { get; } = new("NAME");

    /// <summary>Gets postal addresses; found only by detectors of your own.</summary>
    public static PiiKind Address { get; } = new("ADDRESS");

    /// <summary>Gets every kind that this library has a name for.</summary>
    public static IReadOnlyList<PiiKind> BuiltIn { get; } =
        [Email, Phone, Card, Iban, NationalId, IpAddress, UrlCredentials, Secret, Name, Address];

    /// <summary>Gets what stands for text of the caller's that only looks like a placeholder.</summary>
    internal static PiiKind Literal { get; } = new("LITERAL");

    /// <inheritdoc/>
    public override string ToString() => Label ?? "";
}
