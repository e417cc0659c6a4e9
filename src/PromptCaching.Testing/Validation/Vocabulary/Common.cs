using PromptCaching.Testing.Validation.Schema;
using static PromptCaching.Testing.Validation.Schema.Field;

namespace PromptCaching.Testing.Validation.Vocabulary;

/// <summary>Shapes that many parts of a request share.</summary>
internal static class Common
{
    public static readonly Shape Any = new Anything();
    public static readonly Shape AnyText = new Text();
    public static readonly Shape FilledText = new Text(minimum: 1);
    public static readonly Shape ModelText = new Prose();
    public static readonly Shape YesOrNo = new Flag();
    public static readonly Shape Whole = new Number(0, whole: true);
    public static readonly Shape AnyTexts = new Items(AnyText);
    public static readonly Shape Map = new Mapping(Any);

    public static readonly Field Markable = Optional("cache_control", new Marker());

    public static readonly Shape Caller = new Union(
        new Variant("direct", new Fields(Type("direct"))),
        new Variant("code_execution_20250825", CalledFrom("code_execution_20250825")),
        new Variant("code_execution_20260120", CalledFrom("code_execution_20260120")),
        new Variant("code_execution_20260521", CalledFrom("code_execution_20260521")));

    /// <summary>The tag of a union member. Whoever looks the member up has checked it.</summary>
    public static Field Type(string tag) => Required("type", new Choice(tag));

    private static Fields CalledFrom(string tag) => new(Type(tag), Required("tool_id", AnyText));
}
