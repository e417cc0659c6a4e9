namespace PromptCaching.Guardrails.Redaction.Detection.Numbers;

/// <summary>The table of countries. Numbers of few digits, or without a checksum, count only behind a word that announces them.</summary>
internal static class NationalIdRules
{
    private static readonly string[] _french = ["sécurité sociale", "securite sociale", "nir", "sécu"];

    public static readonly NationalIdRule[] Europe =
    [
        // Austria: social insurance.
        new("dddd dddddd", EuropeanIds.IsAustrian),
        new("dddddddddd", EuropeanIds.IsAustrian, "svnr", "sozialversicherung", "sozialversicherungsnummer", "sv-nummer"),

        // Belgium: national register.
        new("dd.dd.dd-ddd.dd", EuropeanIds.IsBelgian),
        new("ddddddddddd", EuropeanIds.IsBelgian, "rijksregister", "rijksregisternummer", "registre national", "niss", "insz"),

        // Switzerland: social insurance.
        new("ddd.dddd.dddd.dd", EuropeanIds.IsSwiss),
        new("ddddddddddddd", EuropeanIds.IsSwiss),

        // Czechia and Slovakia: birth number.
        new("dddddd/dddd", EuropeanIds.IsCzech),

        // Germany: taxes; Croatia's OIB has the same checksum.
        new("ddddddddddd", EuropeanIds.IsGerman),
        new("dd ddd ddd ddd", EuropeanIds.IsGerman),

        // Denmark: no checksum any more.
        new("dddddd-dddd", EuropeanIds.IsDanish, "cpr", "cpr-nr", "cpr-nummer", "personnummer"),

        // Spain: DNI and NIE.
        new("ddddddddA", EuropeanIds.IsSpanish),
        new("dddddddd-A", EuropeanIds.IsSpanish),
        new("AdddddddA", EuropeanIds.IsSpanish),
        new("A-ddddddd-A", EuropeanIds.IsSpanish),

        // Finland.
        new("dddddd-dddX", EuropeanIds.IsFinnish),
        new("dddddd+dddX", EuropeanIds.IsFinnish),
        new("ddddddAdddX", EuropeanIds.IsFinnish),

        // France: the number of the social security, without Corsica's letters.
        new("ddddddddddddddd", EuropeanIds.IsFrench),
        new("d dd dd dd ddd ddd dd", EuropeanIds.IsFrench),
        new("d dd dd dd ddd ddd", static _ => true, _french),

        // United Kingdom: national insurance.
        new("AAddddddA", EuropeanIds.IsBritish),
        new("AA dd dd dd A", EuropeanIds.IsBritish),

        // Ireland.
        new("dddddddA", EuropeanIds.IsIrish),
        new("dddddddAA", EuropeanIds.IsIrish),

        // Italy.
        new("AAAAAAddAddAdddA", EuropeanIds.IsItalian),

        // Netherlands.
        new("ddddddddd", EuropeanIds.IsDutch, "bsn", "burgerservicenummer", "sofinummer"),
        new("dddd.dd.ddd", EuropeanIds.IsDutch),

        // Norway.
        new("ddddddddddd", EuropeanIds.IsNorwegian),
        new("dddddd ddddd", EuropeanIds.IsNorwegian),

        // Poland.
        new("ddddddddddd", EuropeanIds.IsPolish),

        // Portugal.
        new("ddddddddd", EuropeanIds.IsPortuguese, "nif", "contribuinte"),
        new("ddd ddd ddd", EuropeanIds.IsPortuguese, "nif", "contribuinte"),

        // Romania.
        new("ddddddddddddd", EuropeanIds.IsRomanian),

        // Sweden.
        new("dddddd-dddd", EuropeanIds.IsSwedish),
        new("dddddddd-dddd", EuropeanIds.IsSwedish),

        // Turkey.
        new("ddddddddddd", EuropeanIds.IsTurkish),
    ];

    public static readonly NationalIdRule[] Elsewhere =
    [
        // United States: no checksum; parts that were never given.
        new("ddd-dd-dddd", WorldIds.IsAmerican),
        new("ddd dd dddd", WorldIds.IsAmerican, "ssn", "social security"),
        new("ddddddddd", WorldIds.IsAmerican, "ssn", "social security", "social security number", "itin"),

        // Canada.
        new("ddd-ddd-ddd", WorldIds.IsCanadian),
        new("ddd ddd ddd", WorldIds.IsCanadian, "sin", "social insurance", "nas"),

        // Brazil.
        new("ddd.ddd.ddd-dd", WorldIds.IsBrazilian),
        new("ddddddddddd", WorldIds.IsBrazilian, "cpf"),

        // Mexico: CURP.
        new("AAAAddddddAAAAAAXd", WorldIds.IsMexican),

        // China, South Korea, India, Singapore.
        new("dddddddddddddddddX", WorldIds.IsChinese),
        new("dddddd-ddddddd", WorldIds.IsKorean),
        new("dddd dddd dddd", WorldIds.IsIndian),
        new("dddddddddddd", WorldIds.IsIndian, "aadhaar", "aadhar", "uidai"),
        new("AdddddddA", WorldIds.IsSingaporean),

        // South Africa, Australia.
        new("ddddddddddddd", WorldIds.IsSouthAfrican),
        new("ddd ddd ddd", WorldIds.IsAustralian, "tfn", "tax file"),
        new("ddddddddd", WorldIds.IsAustralian, "tfn", "tax file"),
    ];
}
