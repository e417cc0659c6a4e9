using PromptCaching.Chaos.MalformedRequests;

namespace PromptCaching.Chaos.MalformedConnections;

/// <summary>Chooses what to send: half of it well-formed HTTP with spoiled content, half of it connections that misbehave.</summary>
internal sealed class TransmissionChoice
{
    private const int MostPipelined = 6;
    private const int MostPieces = 20;
    private const int MostToRead = 400;
    private readonly BodyChoice _bodies = new();

    public static async Task<Transmission> SoundAsync(string body, CancellationToken cancellationToken)
    {
        var request = await SoundRequestAsync(body, cancellationToken);
        return new(request.ToBytes(), Ending.Keep) { MustAnswer = [request.Method], IsSound = true };
    }

    public async Task<Transmission> NextAsync(Random chance, CancellationToken cancellationToken) => chance.Next(20) switch
    {
        < 9 => Plain([await SpoiledAsync(chance, cancellationToken)]) with { Pieces = chance.Next(8) == 0 ? chance.Next(2, MostPieces) : 1 },
        9 => await SoundAsync(AnySound(chance), cancellationToken),
        10 => await PipelinedAsync(chance, cancellationToken),
        11 or 12 => UnusualHttp.Of(await SpoiledAsync(chance, cancellationToken), chance),
        13 => WireDamage.Refused(await PostedAsync(chance, cancellationToken), chance),
        14 => WireDamage.BrokenChunks(await PostedAsync(chance, cancellationToken), chance),
        15 => WireDamage.WrongLength(await PostedAsync(chance, cancellationToken), chance),
        16 => WireDamage.Garbage(chance),
        17 => CutShort(await SpoiledAsync(chance, cancellationToken), chance),
        18 => await LeftInAStreamAsync(chance, cancellationToken),
        _ => new Transmission((await PostedAsync(chance, cancellationToken)).ToBytes(), Ending.HalfClose),
    };

    private static Transmission Plain(IReadOnlyList<RawRequest> requests) =>
        new([.. requests.SelectMany(static request => request.ToBytes())], Ending.Keep) { MustAnswer = [.. requests.Select(static request => request.Method)] };

    private static Transmission CutShort(RawRequest request, Random chance)
    {
        var bytes = request.ToBytes();
        return new(bytes[..chance.Next(bytes.Length)], WireDamage.AnyEnd(chance)) { Pieces = chance.Next(1, MostPieces) };
    }

    private static async Task<Transmission> LeftInAStreamAsync(Random chance, CancellationToken cancellationToken)
    {
        var request = await SoundRequestAsync("{\"stream\":true," + SoundBodies.All[0][1..], cancellationToken);
        return new(request.ToBytes(), chance.Next(2) == 0 ? Ending.HangUp : Ending.Reset) { IsToSlowServer = true, BytesToRead = chance.Next(MostToRead) };
    }

    private static string AnySound(Random chance) => SoundBodies.All[chance.Next(SoundBodies.All.Length)];

    private static async Task<RawRequest> SoundRequestAsync(string body, CancellationToken cancellationToken)
    {
        using var request = SpoiledRequest.Sound(body);
        return await RawRequest.ReadAsync(request, cancellationToken);
    }

    private async Task<Transmission> PipelinedAsync(Random chance, CancellationToken cancellationToken)
    {
        List<RawRequest> requests = [];
        for (var left = chance.Next(2, MostPipelined); left > 0; left--)
        {
            requests.Add(await SpoiledAsync(chance, cancellationToken));
        }

        return Plain(requests);
    }

    /// <summary>A damage to the wire is looked for in the answer's head and body: both are there only where the method is no HEAD.</summary>
    private async Task<RawRequest> PostedAsync(Random chance, CancellationToken cancellationToken) =>
        await SpoiledAsync(chance, cancellationToken) with { Method = "POST" };

    private async Task<RawRequest> SpoiledAsync(Random chance, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var spoiled = SpoiledRequest.Spoil(_bodies.Next(chance), chance);
            if (await RawRequest.ReadAsync(spoiled, cancellationToken) is { IsPassable: true } request)
            {
                return request;
            }
        }
    }
}
