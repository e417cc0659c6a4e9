using System.CodeDom.Compiler;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace PromptCaching.Tests.Conventions;

/// <summary>The types and methods that somebody wrote, without what compiler and generators added.</summary>
internal static class OurTypes
{
    public const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    public static string[] Packages { get; } = ["PromptCaching", "PromptCaching.Testing", "PromptCaching.Redis", "PromptCaching.AspNetCore", "PromptCaching.Extensions.AI", "PromptCaching.Guardrails"];

    public static IEnumerable<Type> Shipped => Packages.Select(Assembly.Load).SelectMany(assembly => assembly.GetTypes()).Where(IsWritten);

    public static IEnumerable<MethodInfo> WrittenMethods(this Type type) =>
        type.GetMethods(Declared).Where(method => !method.IsSpecialName && IsWritten(method));

    public static bool IsWritten(MemberInfo member) =>
        !member.Name.Contains('<', StringComparison.Ordinal)
        && !member.IsDefined(typeof(CompilerGeneratedAttribute))
        && !member.IsDefined(typeof(GeneratedCodeAttribute))
        && (member.DeclaringType is null || IsWritten(member.DeclaringType));
}
