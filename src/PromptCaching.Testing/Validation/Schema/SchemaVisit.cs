using System.Collections.Frozen;

namespace PromptCaching.Testing.Validation.Schema;

/// <summary>One walk over one request: what it is allowed to say, and what was seen on the way.</summary>
internal sealed class SchemaVisit(bool acceptsUnknown, FrozenSet<string> betas)
{
    public bool AcceptsUnknown { get; } = acceptsUnknown;

    public Sightings Seen { get; private set; }

    public bool Saw(Sightings what) => (Seen & what) != 0;

    public void Note(Sightings what) => Seen |= what;

    /// <summary>Whether a part that exists only under one of these betas may be used.</summary>
    public bool Grants(string[] anyOf) => anyOf.Length == 0 || AcceptsUnknown || Array.Exists(anyOf, betas.Contains);
}
