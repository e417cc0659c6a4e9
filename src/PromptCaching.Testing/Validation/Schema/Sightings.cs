namespace PromptCaching.Testing.Validation.Schema;

/// <summary>What the walk over a request came across: rules that judge a thing that is not there need not look for it.</summary>
[Flags]
internal enum Sightings
{
    None = 0,
    Marker = 1,
    HollowText = 2,
    EmptyList = 4,
    Document = 8,
    Citations = 16,
    RemoteSource = 32,
}
