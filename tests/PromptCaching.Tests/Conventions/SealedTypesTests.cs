namespace PromptCaching.Tests.Conventions;

/// <summary>A class is made to be inherited from (abstract, or the root of records) or it is sealed.</summary>
public sealed class SealedTypesTests
{
    private static readonly (string Type, string Reason)[] _open =
    [
        ("PromptCaching.ClaudeException", "callers catch it for everything that can fail, and it is thrown itself"),
    ];

    [Fact]
    public void Every_class_is_sealed_or_made_to_be_inherited_from() => OpenClasses([.. OurTypes.Shipped]).Should().BeEmpty();

    [Fact]
    public void An_open_class_is_found_and_no_other() =>
        OpenClasses([.. typeof(MadeUp).GetNestedTypes(OurTypes.Declared)]).Should()
            .BeEquivalentTo($"{typeof(MadeUp.Open)}", $"{typeof(MadeUp.LonelyRecord)}");

    private static IEnumerable<string> OpenClasses(IReadOnlyList<Type> types) =>
        from type in types
        where type is { IsClass: true, IsSealed: false, IsAbstract: false }
        where !(IsRecord(type) && types.Any(other => other.BaseType == type))
        where !_open.Any(open => open.Type == type.FullName)
        select type.ToString();

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    private static class MadeUp
    {
        public class Open;

        public record LonelyRecord;

        public record RecordRoot;

        public sealed record RecordLeaf : RecordRoot;

        public abstract class Base;

        public sealed class Leaf : Base;

        public static class Functions;
    }
}
