using System.Reflection;

namespace PromptCaching.Tests.Support;

/// <summary>Calls every public method of an object with null for each argument that may not be null, all its others being sound.</summary>
internal static class NullArguments
{
    private static readonly NullabilityInfoContext _nullability = new();

    /// <param name="instance">The object.</param>
    /// <param name="sound">Arguments to call with, by their types; texts, times and tokens need none.</param>
    /// <returns>What was not refused by the name of its parameter: nothing where all is well.</returns>
    public static async Task<IReadOnlyList<string>> TakenAsync(object instance, params object[] sound)
    {
        var taken = new List<string>();
        foreach (var method in Methods(instance.GetType()))
        {
            var parameters = method.GetParameters();
            foreach (var parameter in parameters.Where(IsNeeded))
            {
                var arguments = parameters.Select(one => one == parameter ? null : Sound(one, sound)).ToArray();
                if (await RefusedAsync(instance, method, arguments) != parameter.Name)
                {
                    taken.Add($"{method.Name}({string.Join(", ", parameters.Select(static one => one.Name))}): {parameter.Name}");
                }
            }
        }

        return taken;
    }

    private static IEnumerable<MethodInfo> Methods(Type type) =>
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance)
        where method.DeclaringType == type
        select method.IsGenericMethodDefinition ? method.MakeGenericMethod(typeof(string)) : method;

    private static bool IsNeeded(ParameterInfo parameter)
    {
        if (parameter.ParameterType.IsValueType)
        {
            return false;
        }

        lock (_nullability)
        {
            return _nullability.Create(parameter).WriteState == NullabilityState.NotNull;
        }
    }

    private static object? Sound(ParameterInfo parameter, object[] sound)
    {
        var type = parameter.ParameterType;
        return Array.Find(sound, type.IsInstanceOfType)
            ?? (type == typeof(string) ? "text" : type.IsValueType ? Activator.CreateInstance(type) : parameter.HasDefaultValue ? parameter.DefaultValue : null);
    }

    private static async Task<string?> RefusedAsync(object instance, MethodInfo method, object?[] arguments)
    {
        try
        {
            switch (method.Invoke(instance, arguments))
            {
                case Task task:
                    await task;
                    break;
                case ValueType value when value.GetType().GetMethod("AsTask") is { } asTask:
                    await (Task)asTask.Invoke(value, null)!;
                    break;
            }
        }
        catch (TargetInvocationException thrown) when (thrown.InnerException is ArgumentNullException refused)
        {
            return refused.ParamName;
        }
        catch (ArgumentNullException refused)
        {
            return refused.ParamName;
        }
        catch (Exception)
        {
            // Whatever else comes of it says nothing of the argument.
        }

        return null;
    }
}
