using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace PromptCaching.Tests.Conventions;

/// <summary>What is awaited says so in its name and can be cancelled; nothing runs where nobody can await it.</summary>
public sealed partial class AsyncMethodsTests
{
    private static readonly Type[] _awaited =
        [typeof(Task), typeof(Task<>), typeof(ValueTask), typeof(ValueTask<>), typeof(IAsyncEnumerable<>)];

    private static readonly (string Method, string Reason)[] _withoutToken =
    [
        ("PromptCaching.Bodies.IAnswerObserver.OnCompleteAsync", "an answer is paid for: a reader who leaves does not undo that"),
        ("PromptCaching.ResponseCaching.AnswerTiers.StoreAsync", "as above"),
        ("PromptCaching.ResponseCaching.InFlight.Flight.RunAsync", "it belongs to no caller: it ends when nobody waits any more"),
        ("PromptCaching.ResponseCaching.InFlight.Flight.EndAsync", "an end is not called off"),
        ("PromptCaching.ResponseCaching.InFlight.InFlightRequests.EndAsync", "as above"),
        ("PromptCaching.Bodies.CleanContext.RunAsync", "it belongs to no caller either"),
        ("PromptCaching.Storage.CacheRegion.StoreAsync", "as above; the store's own timeout bounds it"),
        ("PromptCaching.Bodies.ResponseTap.OnBytesAsync", "called for bytes that have been read already"),
        ("PromptCaching.Bodies.ResponseTap.OnLastByteAsync", "as above"),
    ];

    [Fact]
    public void Awaited_methods_are_named_Async() => WithoutAsyncInTheName(OurTypes.Shipped).Should().BeEmpty();

    [Fact]
    public void Awaited_methods_take_a_token_last() => WithoutToken(OurTypes.Shipped).Should().BeEmpty();

    [Fact]
    public void No_method_is_async_and_void() =>
        AsyncVoid(OurTypes.Packages.Select(Assembly.Load).SelectMany(package => package.GetTypes())).Should().BeEmpty();

    /// <summary>That it is said at all is asked by the compiler (CA2007).</summary>
    [Fact]
    public void Nothing_goes_back_to_the_context_of_the_caller() =>
        SourceTree.Under("src").Where(static file => BackToTheContext().IsMatch(file.Code)).Select(static file => file.Path).Should().BeEmpty();

    [Fact]
    public void A_name_without_Async_is_found_and_no_other() =>
        WithoutAsyncInTheName([typeof(MadeUp)]).Should().Equal($"{typeof(MadeUp)}.Ask", $"{typeof(MadeUp)}.Stream");

    [Fact]
    public void A_missing_token_is_found_and_no_other() => WithoutToken([typeof(MadeUp)]).Should().Equal($"{typeof(MadeUp)}.WaitAsync");

    [Fact]
    public void An_async_void_is_found_even_in_a_lambda() =>
        AsyncVoid([typeof(MadeUp), .. typeof(MadeUp).GetNestedTypes(OurTypes.Declared)]).Should().HaveCount(2);

    [GeneratedRegex(@"ConfigureAwait\((?!false\)|ConfigureAwaitOptions\.SuppressThrowing\))")]
    private static partial Regex BackToTheContext();

    private static IEnumerable<string> WithoutAsyncInTheName(IEnumerable<Type> types) =>
        from method in Awaited(types)
        where !method.Name.EndsWith("Async", StringComparison.Ordinal)
        select FullName(method);

    private static IEnumerable<string> WithoutToken(IEnumerable<Type> types) =>
        from method in Awaited(types)
        where !method.IsPrivate && !method.DeclaringType!.IsNestedPrivate
        where method.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken)
        where !_withoutToken.Any(exception => exception.Method == FullName(method))
        select FullName(method);

    private static IEnumerable<string> AsyncVoid(IEnumerable<Type> types) =>
        from type in types
        from method in type.GetMethods(OurTypes.Declared)
        where method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute))
        select FullName(method);

    /// <summary>Awaited methods whose name and parameters were ours to choose.</summary>
    private static IEnumerable<MethodInfo> Awaited(IEnumerable<Type> types) =>
        from type in types
        where !type.IsSubclassOf(typeof(Delegate))
        let given = GivenByTheFramework(type)
        from method in type.WrittenMethods()
        let returned = method.ReturnType.IsGenericType ? method.ReturnType.GetGenericTypeDefinition() : method.ReturnType
        where _awaited.Contains(returned)
        where method.GetBaseDefinition() == method && !given.Contains(method) && !method.Name.Contains('.', StringComparison.Ordinal)
        select method;

    private static HashSet<MethodInfo> GivenByTheFramework(Type type) => type.IsInterface
        ? []
        : [.. from contract in type.GetInterfaces()
              where !OurTypes.Packages.Contains(contract.Assembly.GetName().Name)
              from method in type.GetInterfaceMap(contract).TargetMethods
              select method];

    private static string FullName(MethodInfo method) => $"{method.DeclaringType}.{method.Name}";

    internal sealed class MadeUp : HttpMessageHandler, IAsyncDisposable, IProgress<int>
    {
        public static Task Done { get; } = Task.CompletedTask;

        public static Task Ask(CancellationToken cancellationToken) => Task.FromCanceled(cancellationToken);

        public static async IAsyncEnumerable<int> Stream([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await AskQuietlyAsync();
            yield return cancellationToken.GetHashCode();
        }

        public static Task AskAsync(int question, CancellationToken cancellationToken) =>
            question > 0 ? Task.CompletedTask : Task.FromCanceled(cancellationToken);

        public static ValueTask<int> WaitAsync(CancellationToken cancellationToken, int question) =>
            new(cancellationToken.IsCancellationRequested ? 0 : question);

        public static Action Later() => async () => await Done;

        public async void Report(int value) => await AskAsync(value, CancellationToken.None);

        public ValueTask DisposeAsync() => default;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage());

        private static Task AskQuietlyAsync() => Task.CompletedTask;
    }
}
