using System.Text.RegularExpressions;

namespace PromptCaching.CacheControl.Linting;

/// <summary>The spellings, the most telling first: what one of them has taken, no later one looks at.</summary>
/// <remarks>No quantifier stands inside another, so the time they take grows with the text alone.</remarks>
internal static partial class VolatilePatterns
{
    private const RegexOptions Plain = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const RegexOptions AnyCase = Plain | RegexOptions.IgnoreCase;
    private const string Year = @"(19|20)\d\d";
    private const string IsoDate = Year + @"[-/](0[1-9]|1[0-2])[-/](0[1-9]|[12]\d|3[01])";
    private const string Minutes = @"([01]?\d|2[0-3]):[0-5]\d";
    private const string Zone = @"( ?(Z|[A-Z]{3,4}|[+-]\d\d:?\d\d)(?!\w))?";
    private const string Weekday = "(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?";
    private const string Month = "(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)";
    private const string Day = "(0?[1-9]|[12][0-9]|3[01])(st|nd|rd|th)?";
    private const string WordyDate = "(" + Month + " " + Day + ",? " + Year + "|" + Day + "[ -]" + Month + ",?[ -]" + Year + ")";
    private const string Ends = @"(?![\w-])";
    private const string Id = @"(?<value>(?=[a-z_-]{0,40}\d)[a-z0-9_-]{8,64})" + Ends;
    private const string NoWordBefore = @"(?<![\w./:+-])";
    private const string NoWordAfter = @"(?![\w/-])";

    public static IReadOnlyList<VolatilePattern> All { get; } =
    [
        new(VolatileKind.Timestamp, VolatileSeverity.High, Evidence.Spelling, IsoSeconds()),
        new(VolatileKind.Timestamp, VolatileSeverity.Medium, Evidence.SaidToBeNow, IsoMinutes()),
        new(VolatileKind.Timestamp, VolatileSeverity.High, Evidence.Spelling, WeekdayDateSeconds()),
        new(VolatileKind.Date, VolatileSeverity.Low, Evidence.Spelling, WeekdayDate()),
        new(VolatileKind.EpochTime, VolatileSeverity.High, Evidence.Spelling, Epoch()),
        new(VolatileKind.Identifier, VolatileSeverity.High, Evidence.Spelling, RequestId()),
        new(VolatileKind.Identifier, VolatileSeverity.Medium, Evidence.Spelling, SessionId()),
        new(VolatileKind.Identifier, VolatileSeverity.High, Evidence.Spelling, TraceParent()),
        new(VolatileKind.Nonce, VolatileSeverity.High, Evidence.Spelling, LabelledNonce()),
        new(VolatileKind.Guid, VolatileSeverity.Medium, Evidence.Spelling, Uuid()),
        new(VolatileKind.Ulid, VolatileSeverity.Medium, Evidence.Spelling, UlidText()),
        new(VolatileKind.Nonce, VolatileSeverity.Medium, Evidence.Spelling, Hexadecimal()),
        new(VolatileKind.Counter, VolatileSeverity.High, Evidence.Spelling, Count()),
        new(VolatileKind.Date, VolatileSeverity.Low, Evidence.SaidToBeNow, DateOnly()),
        new(VolatileKind.Time, VolatileSeverity.High, Evidence.Spelling, Seconds()),
        new(VolatileKind.Time, VolatileSeverity.Medium, Evidence.SaidToBeNow, MinutesOnly()),
    ];

    [GeneratedRegex(
        NoWordBefore + "(" + IsoDate + "[T ,]{1,2}" + Minutes + @":[0-5]\d([.,]\d{1,9})?" + Zone + "|" + Year + @"[01]\d[0-3]\dT\d{6}Z?)" + Ends, Plain)]
    private static partial Regex IsoSeconds();

    [GeneratedRegex(NoWordBefore + IsoDate + @"[T ,]{1,2}" + Minutes + Zone + @"(?![\w:-])", Plain)]
    private static partial Regex IsoMinutes();

    [GeneratedRegex(
        @"\b" + Weekday + ",? (" + WordyDate + "|" + Month + " {1,2}" + Day + "),? (at )?" + Minutes
        + @"(:[0-5]\d)?( ?[ap]m)?( [A-Z]{3,4}( \d{4})?)?(?!\w)",
        AnyCase)]
    private static partial Regex WeekdayDateSeconds();

    [GeneratedRegex(@"\b" + Weekday + @",? (the )?" + WordyDate + NoWordAfter, AnyCase)]
    private static partial Regex WeekdayDate();

    [GeneratedRegex(
        @"(?<![a-z])(times?|now|timestamp|epoch|unix|ts|at|date)[^a-z0-9]{1,6}(is )?(?<value>1\d{9}(\d{3})?)(?![\w-]|\.\d{4})", AnyCase)]
    private static partial Regex Epoch();

    [GeneratedRegex(
        "(?<![a-z])(request|trace|span|correlation|transaction|invocation|run|message)[ _-]?id[^a-z0-9]{1,6}(is )?" + Id, AnyCase)]
    private static partial Regex RequestId();

    [GeneratedRegex("(?<![a-z])(session|conversation|thread|chat)[ _-]?id[^a-z0-9]{1,6}(is )?" + Id, AnyCase)]
    private static partial Regex SessionId();

    [GeneratedRegex(@"(?<![\w-])00-[0-9a-f]{32}-[0-9a-f]{16}-0[0-9a-f](?![\w-])", Plain)]
    private static partial Regex TraceParent();

    [GeneratedRegex(
        @"(?<![a-z])(nonce|salt|cache[ _-]?bust(er)?|random([ _-](id|seed|token|string|number))?)""?( ?[:=] ?""?| is )"
        + @"(?<value>(?=[a-z_-]{0,40}\d)[a-z0-9_-]{4,64})" + Ends,
        AnyCase)]
    private static partial Regex LabelledNonce();

    [GeneratedRegex(@"(?<![\w-])[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(?![\w-])", AnyCase)]
    private static partial Regex Uuid();

    [GeneratedRegex(@"(?<!\w)01[0-9A-HJKMNP-TV-Z]{24}(?!\w)", Plain)]
    private static partial Regex UlidText();

    [GeneratedRegex(@"(?<![\w-])(?=[a-f]{0,30}\d)(?=\d{0,30}[a-f])[0-9a-f]{16,128}(?![\w-])", Plain)]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(
        @"(?<![a-z]|pull |merge |feature )((request|call|message|turn|attempt|retry|iteration|invocation)( number| no\.?)? ?(#|:#|: #) ?(?<value>\d{1,9})"
        + @"|(this is |on |\()(attempt|retry|iteration|turn|call|request)( number| no\.?)?:? (?<value>\d{1,9})"
        + @"|attempt (?<value>\d{1,9}) (of|/) ?\d)",
        AnyCase)]
    private static partial Regex Count();

    [GeneratedRegex(
        NoWordBefore + "(" + Year + @"[-/](0?[1-9]|1[0-2])[-/](0?[1-9]|[12]\d|3[01])|\d\d?[/.]\d\d?[/.]" + Year + "|" + WordyDate + ")" + NoWordAfter,
        AnyCase)]
    private static partial Regex DateOnly();

    [GeneratedRegex(NoWordBefore + Minutes + @":[0-5]\d(?!:)([.,]\d{1,9})?" + Zone + @"(?![\w/-])", Plain)]
    private static partial Regex Seconds();

    [GeneratedRegex(NoWordBefore + Minutes + @"( ?[ap]m| ?[ap]\.m\.)?" + Zone + @"(?![\w:/-])", AnyCase)]
    private static partial Regex MinutesOnly();
}
