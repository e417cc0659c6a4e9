namespace PromptCaching.Chaos.DirectoryCrashes;

/// <summary>Reads as long as writers are being killed, and counts what must not be: a value that is torn, and one that was there and is not any more.</summary>
internal sealed class Watch(Func<string, CancellationToken, Task<byte[]?>> read)
{
    public int Reads { get; private set; }

    public int Torn { get; private set; }

    public int Lost { get; private set; }

    public async Task ReadUntilAsync(Task end, int seed, CancellationToken cancellationToken)
    {
        var chance = new Random(seed);
        while (!end.IsCompleted)
        {
            await ReadAsync(WriterProgram.KeyOf(chance), cancellationToken);
        }

        foreach (var key in WriterProgram.Keys)
        {
            await ReadAsync(key.ToString(), cancellationToken);
        }

        await end;
    }

    private async Task ReadAsync(string key, CancellationToken cancellationToken)
    {
        var value = await read(key, cancellationToken);
        Reads++;
        Lost += value is null ? 1 : 0;
        Torn += value is not null && !TellingValue.IsWhole(value) ? 1 : 0;
    }
}
