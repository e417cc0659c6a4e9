using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace PromptCaching.Tests.Conventions;

/// <summary>Writes public types as C#-like text: a line for the type, an indented line for each member, everything sorted.</summary>
internal static class PublicApiText
{
    public static string[] Of(IEnumerable<Type> types) =>
        [.. types.Where(OurTypes.IsWritten).OrderBy(type => type.FullName, StringComparer.Ordinal).SelectMany(TypeAndMembers)];

    private static IEnumerable<string> TypeAndMembers(Type type) => type.IsSubclassOf(typeof(Delegate))
        ? [$"{type.Namespace}: delegate {Method(type.GetMethod("Invoke")!, ApiName.Of(type))}"]
        : [$"{type.Namespace}: {Kind(type)} {ApiName.Of(type)}{Bases(type)}", .. Members(type).Select(line => "    " + line)];

    private static IEnumerable<string> Members(Type type) => type.IsEnum
        ? type.GetEnumNames().Select(name => $"{name} = {Enum.Format(type, Enum.Parse(type, name), "D")}")
        : from member in type.GetMembers(OurTypes.Declared)
          where OurTypes.IsWritten(member)
          let line = Line(member)
          where line.Length > 0
          orderby member.Name, line
          select line;

    private static string Line(MemberInfo member) => member switch
    {
        ConstructorInfo { IsStatic: false } constructor when IsVisible(constructor) =>
            Access(constructor) + ApiName.Of(constructor.DeclaringType!) + Parameters(constructor),
        MethodInfo method when IsVisible(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) =>
            Access(method) + Modifiers(method) + Method(method, method.Name),
        PropertyInfo property => Property(property),
        FieldInfo { IsLiteral: true, IsPublic: true } constant =>
            $"const {ApiName.Of(constant)} {constant.Name} = {Literal(constant.GetRawConstantValue())}",
        FieldInfo { IsPublic: true } field =>
            $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{ApiName.Of(field)} {field.Name}",
        EventInfo { AddMethod: { } add } raised when IsVisible(add) =>
            $"{Access(add)}{Modifiers(add)}event {ApiName.Of(raised.EventHandlerType!)} {raised.Name}",
        _ => "",
    };

    private static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(IsVisible).ToList();
        if (accessors.Count == 0)
        {
            return "";
        }

        var widest = accessors.FirstOrDefault(accessor => accessor.IsPublic) ?? accessors[0];
        var text = string.Concat(accessors.Select(accessor =>
            $"{(accessor.IsPublic == widest.IsPublic ? "" : Access(accessor))}{AccessorName(property, accessor)}; "));
        var index = property.GetIndexParameters();
        var name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(Parameter))}]";
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        return $"{Access(widest)}{Modifiers(widest)}{required}{ApiName.Of(property)} {name} {{ {text}}}";
    }

    private static string AccessorName(PropertyInfo property, MethodInfo accessor) =>
        accessor == property.GetMethod ? "get"
        : accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init"
        : "set";

    private static string Method(MethodInfo method, string name) =>
        $"{ApiName.Of(method.ReturnParameter)} {name}{ApiName.Arguments(method)}{Parameters(method)}";

    private static string Parameters(MethodBase method) =>
        $"({(method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "")}{string.Join(", ", method.GetParameters().Select(Parameter))})";

    private static string Parameter(ParameterInfo parameter)
    {
        var prefix = parameter switch
        {
            { IsOut: true } => "out ",
            { ParameterType.IsByRef: true } => parameter.IsIn ? "in " : "ref ",
            _ => parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : "",
        };
        var suffix = parameter.HasDefaultValue ? " = " + Literal(parameter.RawDefaultValue) : "";
        return $"{prefix}{ApiName.Of(parameter)} {parameter.Name}{suffix}";
    }

    private static string Kind(Type type)
    {
        var record = type.GetMethod("PrintMembers", OurTypes.Declared) is not null ? "record " : "";
        return type switch
        {
            { IsInterface: true } => "interface",
            { IsEnum: true } => "enum",
            { IsValueType: true } => $"{(type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "")}{record}struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            _ => $"{(type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "")}{(record.Length > 0 ? "record" : "class")}",
        };
    }

    private static string Bases(Type type)
    {
        if (type.IsEnum)
        {
            return "";
        }

        Type[] inherited = type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? [parent] : [];
        var interfaces = type.GetInterfaces().Where(contract => contract.IsVisible && !IsOwnEquality(type, contract))
            .Except(inherited.SelectMany(parent => parent.GetInterfaces()))
            .OrderBy(contract => contract.Name, StringComparer.Ordinal);
        var names = inherited.Concat(interfaces).Select(ApiName.Of).ToList();
        return names.Count == 0 ? "" : " : " + string.Join(", ", names);
    }

    private static bool IsOwnEquality(Type type, Type candidate) =>
        candidate.IsGenericType
        && candidate.GetGenericTypeDefinition() == typeof(IEquatable<>)
        && candidate.GenericTypeArguments[0] == type;

    private static bool IsVisible(MethodBase method) =>
        method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && !method.DeclaringType!.IsSealed);

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Modifiers(MethodInfo method) => method switch
    {
        { DeclaringType.IsInterface: true } => method.IsStatic ? "static " : "",
        { IsStatic: true } => "static ",
        _ when method.GetBaseDefinition() != method => "override ",
        { IsAbstract: true } => "abstract ",
        { IsVirtual: true, IsFinal: false } => "virtual ",
        _ => "",
    };

    private static string Literal(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
