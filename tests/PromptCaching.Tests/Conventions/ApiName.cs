using System.Reflection;

namespace PromptCaching.Tests.Conventions;

/// <summary>Names types as C# does: keywords, generic arguments, tuples as they are, and a question mark where null is allowed.</summary>
internal static class ApiName
{
    private static readonly NullabilityInfoContext _nullability = new();

    private static readonly Dictionary<Type, string> _keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(char)] = "char",
        [typeof(byte)] = "byte", [typeof(short)] = "short", [typeof(int)] = "int", [typeof(long)] = "long", [typeof(ulong)] = "ulong",
        [typeof(float)] = "float", [typeof(double)] = "double", [typeof(decimal)] = "decimal",
    };

    public static string Of(ParameterInfo parameter) => Of(parameter.ParameterType, Locked(() => _nullability.Create(parameter)));

    public static string Of(PropertyInfo property) => Of(property.PropertyType, Locked(() => _nullability.Create(property)));

    public static string Of(FieldInfo field) => Of(field.FieldType, Locked(() => _nullability.Create(field)));

    public static string Of(Type type) => Of(type, null);

    public static string Arguments(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Of))}>" : "";

    private static string Of(Type type, NullabilityInfo? info)
    {
        if (type.IsByRef)
        {
            return Of(type.GetElementType()!, info);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Of(underlying) + "?";
        }

        // Of an open T the runtime always says that it may be null.
        var mayBeNull = info is { ReadState: NullabilityState.Nullable } && !type.IsValueType && !type.IsGenericParameter;
        return Bare(type, info) + (mayBeNull ? "?" : "");
    }

    private static string Bare(Type type, NullabilityInfo? info)
    {
        if (type.IsArray)
        {
            return Of(type.GetElementType()!, info?.ElementType) + "[]";
        }

        if (_keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        var name = type.IsNested && !type.IsGenericParameter ? $"{Of(type.DeclaringType!)}.{type.Name}" : type.Name;
        if (!type.IsGenericType)
        {
            return name;
        }

        var arguments = type.GetGenericArguments()
            .Select((argument, index) => Of(argument, info?.GenericTypeArguments.ElementAtOrDefault(index)));
        return $"{name.Split('`')[0]}<{string.Join(", ", arguments)}>";
    }

    private static NullabilityInfo Locked(Func<NullabilityInfo> create)
    {
        lock (_nullability)
        {
            return create();
        }
    }
}
