using System.Collections.Frozen;
using System.Text.Json;
using PromptCaching.Testing.PromptCache;

namespace PromptCaching.Testing.Validation.Schema;

/// <summary>One walk over one request: what it is allowed to say, and what was seen on the way.</summary>
internal sealed class SchemaVisit(bool acceptsUnknown, FrozenSet<string> betas)
{
    private readonly MarkersSeen _markers = new();

    public bool AcceptsUnknown { get; } = acceptsUnknown;

    public Sightings Seen { get; private set; }

    public ConversationSeen Conversation { get; } = new();

    /// <summary>Gets or sets the part of the prompt that the walk is in; null outside all three.</summary>
    public PromptLevel? Level { get; set; }

    /// <summary>Gets a value indicating whether no rule about markers can be broken.</summary>
    public bool HasSoundMarkers => !Saw(Sightings.Marker) || (!AcceptsUnknown && _markers.AreSound);

    public bool Saw(Sightings what) => (Seen & what) != 0;

    public void Note(Sightings what) => Seen |= what;

    public void NoteMarker(JsonElement block, JsonElement marker)
    {
        Note(Sightings.Marker);
        if (Level is { } level)
        {
            _markers.Add(block, marker, level, Conversation.IsTurnScoped);
        }
        else
        {
            _markers.AddAutomatic();
        }
    }

    /// <summary>Whether a part that exists only under one of these betas may be used.</summary>
    public bool Grants(string[] anyOf) => anyOf.Length == 0 || AcceptsUnknown || Array.Exists(anyOf, betas.Contains);
}
