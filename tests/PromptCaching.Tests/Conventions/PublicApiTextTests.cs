namespace PromptCaching.Tests.Conventions;

public sealed class PublicApiTextTests
{
    [Fact]
    public void Types_and_members_read_like_declarations() =>
        PublicApiText.Of([typeof(MadeUpApi.Shape), typeof(MadeUpApi.Kinds), typeof(MadeUpApi.Point), typeof(MadeUpApi.Ask<>)])
            .Select(line => line.Replace("PublicApiTextTests.MadeUpApi.", "", StringComparison.Ordinal)).Should().Equal(
            "PromptCaching.Tests.Conventions: delegate int? Ask<T>(in T question)",
            "PromptCaching.Tests.Conventions: enum Kinds",
            "    None = 0",
            "    Some = 2",
            "PromptCaching.Tests.Conventions: readonly record struct Point",
            "    Point(int X)",
            "    int X { get; init; }",
            "PromptCaching.Tests.Conventions: abstract class Shape : IDisposable",
            "    protected Shape()",
            "    abstract Task<string?> AreaAsync(string unit = \"m\", CancellationToken cancellationToken = default)",
            "    virtual void Dispose()",
            "    string this[int index] { get; }",
            "    const int Limit = 4",
            "    IReadOnlyList<string?>? Names { get; protected set; }",
            "    static bool TryParse<T>(T text, out string[] parts)");

    internal static class MadeUpApi
    {
        public delegate int? Ask<T>(in T question);

        public enum Kinds
        {
            None = 0,
            Some = 2,
        }

        public abstract class Shape : IDisposable
        {
            public const int Limit = 4;

            protected Shape()
            {
            }

            public IReadOnlyList<string?>? Names { get; protected set; }

            public string this[int index] => Names?[index] ?? "";

            public static bool TryParse<T>(T text, out string[] parts)
            {
                parts = [$"{text}"];
                return true;
            }

            public abstract Task<string?> AreaAsync(string unit = "m", CancellationToken cancellationToken = default);

            public virtual void Dispose() => GC.SuppressFinalize(this);
        }

        public readonly record struct Point(int X);
    }
}
