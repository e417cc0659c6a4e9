using System.Text;
using System.Text.Json.Nodes;
using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Validation;

namespace PromptCaching.Testing.Tests.Validation;

/// <summary>The walk over a request says when the blocks need not be listed for the rules about markers; it must never say so wrongly.</summary>
public sealed class SoundMarkersTests
{
    private static readonly string?[] Ttls = [null, null, null, "5m", "5m", "1h"];

    [Fact]
    public void What_the_walk_calls_sound_no_rule_refuses()
    {
        var chance = new Random(4);
        var sound = 0;
        for (var round = 0; round < 2000; round++)
        {
            using var message = Server.Post("");
            var call = new IncomingCall(RequestHead.Of(message), new Arrival(1, DateTimeOffset.UnixEpoch), Encoding.UTF8.GetBytes(Marked(chance).ToJsonString()));
            var request = new RequestUnderTest(call, acceptsUnknown: false);
            new SchemaRule().Check(request).Should().BeNull();

            // Rules of a lenient request list the blocks always.
            var listed = new RequestUnderTest(call, acceptsUnknown: true);
            new SchemaRule().Check(listed);
            IRequestRule[] rules = [new MarkerPlaceRule(), new AutomaticMarkerRule(), new MarkerCountRule(), new MarkerOrderRule()];
            var error = rules.Select(rule => rule.Check(listed)).FirstOrDefault(static error => error is not null);
            rules.Select(rule => rule.Check(request)).FirstOrDefault(static error => error is not null).Should().Be(error);
            sound += request.Visit.HasSoundMarkers && error is null ? 1 : 0;
        }

        sound.Should().BeGreaterThan(500);
    }

    private static JsonObject Marked(Random chance)
    {
        string? Ttl() => Ttls[chance.Next(Ttls.Length)];
        var request = Some.Request();
        Action[] parts =
        [
            () => request.User(Some.Text(chance.Next(8) == 0 ? "" : "x", Ttl()), Some.Text(1, ttl: Ttl())),
            () => request.System(Some.Text(1, ttl: Ttl()), Some.Text(1)),
            () => request.Tools(Some.Tool("a", Ttl()), chance.Next(4) == 0 ? Some.Tool("b", Ttl()).With("defer_loading", true) : Some.Tool("c")),
            () => request.Assistant(Some.ToolUse("t", Ttl())).User(Some.ToolResult("t", new JsonArray(Some.Text(1, ttl: Ttl())), Ttl())),
        ];
        chance.Shuffle(parts);
        foreach (var part in parts)
        {
            part();
        }

        return chance.Next(8) == 0 ? request.With("cache_control", Some.Marker(Ttl() ?? "5m")) : request;
    }
}
