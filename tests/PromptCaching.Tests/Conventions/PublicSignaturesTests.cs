using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace PromptCaching.Tests.Conventions;

/// <summary>What a user meets in IntelliSense works in the oldest language that is supported, and is called the same everywhere.</summary>
public sealed class PublicSignaturesTests
{
    private static readonly NullabilityInfoContext _nullability = new();

    private static readonly Dictionary<Type, string> _names = new()
    {
        [typeof(CancellationToken)] = "cancellationToken",
        [typeof(TimeProvider)] = "timeProvider",
    };

    /// <summary>C# 12, the default for .NET 8, spreads arrays and nothing else.</summary>
    [Fact]
    public void Loose_values_are_taken_as_an_array() => TakenOtherwise(Public(OurTypes.Shipped)).Should().BeEmpty();

    [Fact]
    public void No_public_type_stands_in_a_namespace_of_internals() =>
        OurTypes.Shipped.Where(static type => type.IsVisible && type.FullName!.Contains("Internal", StringComparison.Ordinal)).Should().BeEmpty();

    [Fact]
    public void Where_there_is_nothing_a_list_is_empty_and_not_null() => ListsThatMayBeNull(Public(OurTypes.Shipped)).Should().BeEmpty();

    [Fact]
    public void The_same_thing_has_the_same_name() => NamedOtherwise(Public(OurTypes.Shipped)).Should().BeEmpty();

    /// <summary>Who implements a contract is always given a token; who calls a method may leave it out.</summary>
    [Fact]
    public void Who_calls_may_leave_the_token_out() => WithForcedToken(Public(OurTypes.Shipped)).Should().BeEmpty();

    [Fact]
    public void What_breaks_a_rule_is_found_and_nothing_else()
    {
        var methods = Public([typeof(MadeUp)]).ToArray();

        TakenOtherwise(methods).Should().Equal($"{typeof(MadeUp)}.Spread", $"{typeof(MadeUp)}.Spread");
        ListsThatMayBeNull(methods).Should().Equal($"{typeof(MadeUp)}.Maybe");
        NamedOtherwise(methods).Should().Equal($"{typeof(MadeUp)}.WaitAsync(token)");
        WithForcedToken(methods).Should().Equal($"{typeof(MadeUp)}.WaitAsync");
    }

    private static IEnumerable<MethodBase> Public(IEnumerable<Type> types) =>
        from type in types
        where type.IsVisible && !type.IsSubclassOf(typeof(Delegate))
        from method in (MethodBase[])[.. type.GetMethods(OurTypes.Declared), .. type.GetConstructors()]
        where method.IsPublic && (!method.IsSpecialName || method is ConstructorInfo) && OurTypes.IsWritten(method)
        select method;

    private static IEnumerable<string> TakenOtherwise(IEnumerable<MethodBase> methods) =>
        from method in methods
        where method.GetParameters().Any(static parameter => parameter.IsDefined(typeof(ParamCollectionAttribute)))
        select Name(method);

    /// <summary>Texts are sequences too; null where there is none is right for them.</summary>
    private static IEnumerable<string> ListsThatMayBeNull(IEnumerable<MethodBase> methods) =>
        from method in methods.OfType<MethodInfo>()
        where method.ReturnType.IsAssignableTo(typeof(IEnumerable)) && method.ReturnType != typeof(string) && method.ReturnType != typeof(byte[])
        where _nullability.Create(method.ReturnParameter).ReadState == NullabilityState.Nullable
        select Name(method);

    private static IEnumerable<string> NamedOtherwise(IEnumerable<MethodBase> methods) =>
        from method in methods
        from parameter in method.GetParameters()
        where _names.TryGetValue(parameter.ParameterType, out var name) && parameter.Name != name && !IsGiven(method)
        select $"{Name(method)}({parameter.Name})";

    private static IEnumerable<string> WithForcedToken(IEnumerable<MethodBase> methods) =>
        from method in methods
        where method.GetParameters().LastOrDefault() is { IsOptional: false } last && last.ParameterType == typeof(CancellationToken)
        where !IsGiven(method) && !IsContract(method.DeclaringType!)
        select Name(method);

    /// <summary>Whether the signature is not this method's own choice.</summary>
    private static bool IsGiven(MethodBase method) =>
        method is MethodInfo { IsVirtual: true } && !method.DeclaringType!.IsInterface
        && (((MethodInfo)method).GetBaseDefinition() != method
            || method.DeclaringType.GetInterfaces().Any(contract => method.DeclaringType.GetInterfaceMap(contract).TargetMethods.Contains(method)));

    /// <summary>What users implement and only we call.</summary>
    private static bool IsContract(Type type) => type.IsInterface && type.Name is
        "ISharedBudgets" or "ISharedUsage" or "ISharedQuota" or "IPromptCompressor" or "ICacheStoreFacts" or "ICacheStoreMaintenance";

    private static string Name(MethodBase method) => $"{method.DeclaringType}.{method.Name}";

    public sealed class MadeUp : IEquatable<MadeUp>
    {
        public static int Spread(params IEnumerable<int> numbers) => numbers.Count();

        public static int Spread(params ReadOnlySpan<string> texts) => texts.Length;

        public static int Loose(params int[] numbers) => numbers.Length;

        public static IReadOnlyList<int>? Maybe(string? text) => text is null ? null : [text.Length];

        public static string? MaybeText(IReadOnlyList<string>? texts) => texts is null ? null : texts[0];

        public static Task WaitAsync(CancellationToken token) => Task.FromCanceled(token);

        public static Task GoAsync(CancellationToken cancellationToken = default) => Task.FromCanceled(cancellationToken);

        public bool Equals(MadeUp? other) => ReferenceEquals(this, other);

        public override bool Equals(object? obj) => Equals(obj as MadeUp);

        public override int GetHashCode() => 0;
    }
}
