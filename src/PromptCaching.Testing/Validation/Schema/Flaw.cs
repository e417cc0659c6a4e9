namespace PromptCaching.Testing.Validation.Schema;

/// <summary>What is wrong with one value. Its path grows on the way out, so that a sound request never pays for one.</summary>
internal sealed record Flaw(string Complaint)
{
    public const string Unknown = "Extra inputs are not permitted";

    private string Path { get; init; } = "";

    public static Flaw Missing(string field) => new Flaw("Field required").Under(field);

    public Flaw Under(string segment) => this with { Path = Path.Length == 0 ? segment : $"{segment}.{Path}" };

    public Flaw Under(int index) => Under($"{index}");

    public override string ToString() => Path.Length == 0 ? Complaint : $"{Path}: {Complaint}";
}
