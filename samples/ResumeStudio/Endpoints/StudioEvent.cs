using ResumeStudio.Writing;

namespace ResumeStudio.Endpoints;

/// <summary>An event of the stream; its type says which of the other members it has.</summary>
internal sealed record StudioEvent(string Type)
{
    public string? Message { get; init; }

    public string? Content { get; init; }

    public IReadOnlyList<string>? Issues { get; init; }

    /// <summary>Gets the whole result, with <c>done</c>: what was changed, what it cost.</summary>
    public WrittenResume? Result { get; init; }

    public static StudioEvent Start(string message) => new("start") { Message = message };

    public static StudioEvent Chunk(string content) => new("chunk") { Content = content };

    public static StudioEvent Warning(IReadOnlyList<string> issues) => new("warning") { Issues = issues };

    public static StudioEvent Done(string message, WrittenResume result) => new("done") { Message = message, Result = result };

    public static StudioEvent Error(string message) => new("error") { Message = message };
}
