using System.Text;

namespace PromptCaching.Chaos.Canaries;

/// <summary>Looks at everything that comes out, and counts the canaries in it by the place where they came out.</summary>
internal sealed class Cage(TextWriter progress)
{
    private const int MostToShow = 10;
    private static readonly byte[] Mark = Encoding.UTF8.GetBytes(Canary.Mark);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _found = [];
    private readonly Dictionary<string, int> _looked = [];
    private int _shown;

    public int Found(string place) => _found.GetValueOrDefault(place);

    public int Looked(string place) => _looked.GetValueOrDefault(place);

    public void Look(string place, string? text)
    {
        if (text is not null)
        {
            Count(place, text.Contains(Canary.Mark, StringComparison.OrdinalIgnoreCase), text);
        }
    }

    public void Look(string place, ReadOnlySpan<byte> bytes) => Count(place, bytes.IndexOf(Mark) >= 0, "bytes");

    private void Count(string place, bool isFound, string what)
    {
        lock (_gate)
        {
            _looked[place] = _looked.GetValueOrDefault(place) + 1;
            if (isFound)
            {
                _found[place] = _found.GetValueOrDefault(place) + 1;
                if (place != CanaryLane.Control && _shown++ < MostToShow)
                {
                    progress.WriteLine($"{place}: {what}");
                }
            }
        }
    }
}
