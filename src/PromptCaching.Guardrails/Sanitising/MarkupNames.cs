using System.Collections.Frozen;

namespace PromptCaching.Guardrails.Sanitising;

/// <summary>The elements and attributes of HTML by what becomes of them. A name that HTML does not know is text that looks like markup.</summary>
internal static class MarkupNames
{
    /// <summary>Shown as they are.</summary>
    public static FrozenSet<string> Allowed { get; } = Names(
        "a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn dir div dl dt em "
        + "fieldset figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd label legend li main mark nav nobr ol p pre q rp rt "
        + "ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr");

    /// <summary>The frame of a document: harmless, and of no use where something is taken out.</summary>
    public static FrozenSet<string> Frame { get; } = Names("html head body");

    /// <summary>Taken out, while what they hold is shown.</summary>
    public static FrozenSet<string> Unwrapped { get; } = Names("blink button canvas dialog form marquee picture");

    /// <summary>Taken out with all that they hold: it is no text, or would be read differently elsewhere.</summary>
    public static FrozenSet<string> Dropped { get; } = Names(
        "applet area audio base basefont bgsound datalist embed fencedframe frame frameset geolocation iframe image input isindex keygen link listing "
        + "math meta noembed noframes noscript object optgroup option param permission plaintext portal select selectedcontent source style svg "
        + "template textarea title track video xmp");

    public static FrozenSet<string> Void { get; } = Names("br col hr img wbr");

    /// <summary>Addresses: each is judged wherever it stands.</summary>
    public static FrozenSet<string> Addresses { get; } = Names(
        "action archive attributionsrc background cite classid code codebase data dynsrc formaction from href icon longdesc lowsrc manifest ping "
        + "poster profile src to usemap values");

    /// <summary>Attributes that act by themselves, whatever they hold.</summary>
    public static FrozenSet<string> Active { get; } = Names("attributename autofocus http-equiv imagesrcset nonce popover shadowrootmode srcdoc srcset");

    /// <summary>Attributes that are kept where something is taken out.</summary>
    public static FrozenSet<string> Kept { get; } = Names(
        "abbr align alt aria-label class colspan datetime dir headers height href lang open reversed role rowspan scope span src start style title "
        + "type valign width");

    private static FrozenSet<string> Names(string names) => names.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
