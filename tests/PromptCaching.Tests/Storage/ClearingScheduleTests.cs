using PromptCaching.Storage;
using PromptCaching.Testing;

namespace PromptCaching.Tests.Storage;

/// <summary>Random schedules of three processes over one store that loses the first write of every clearing.</summary>
public sealed class ClearingScheduleTests
{
    /// <summary>Half a second until the writer finds its write missing, and a second until the others look.</summary>
    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(1.5);

    [Fact]
    public async Task Nobody_serves_what_was_cleared_by_itself_or_by_another_a_while_ago()
    {
        var (served, withheld) = (0, 0);
        for (var seed = 0; seed < 40; seed++)
        {
            var schedule = new Schedule(seed);
            await schedule.RunAsync(300);
            (served, withheld) = (served + schedule.Served, withheld + schedule.Withheld);
        }

        served.Should().BeGreaterThan(500);
        withheld.Should().BeGreaterThan(100, "else nothing would be proved");
    }

    private sealed class Schedule(int seed)
    {
        private readonly Random _random = new(seed);
        private readonly ManualTimeProvider _clock = new();
        private readonly UnreliableStore _store = new();
        private readonly List<(DateTimeOffset BegunAt, string Region, string Tag)> _stored = [];
        private readonly List<(int Process, DateTimeOffset At, string? Region, string? Tag)> _cleared = [];
        private bool _losesNext;

        public int Served { get; private set; }

        public int Withheld { get; private set; }

        public async Task RunAsync(int steps)
        {
            _store.OnWrite = Write;
            RegionsUnderTest[] processes = [new(_clock, _store), new(_clock, _store), new(_clock, _store)];
            for (var step = 0; step < steps; step++)
            {
                var process = _random.Next(processes.Length);
                var region = processes[process].Regions[_random.Next(2) == 0 ? "match" : "embedding"];
                await StepAsync(process, processes[process].Regions, region, "k" + _random.Next(4), "t" + _random.Next(3));
            }

            Array.ForEach(processes, static process => process.Dispose());
        }

        private async Task StepAsync(int process, ICacheRegions regions, CacheRegion region, string key, string tag)
        {
            switch (_random.Next(20))
            {
                case < 6:
                    _clock.Advance(TimeSpan.FromMilliseconds(_random.Next(1, 500)));
                    break;
                case < 10:
                    _stored.Add((_clock.GetUtcNow(), region.Name, tag));
                    await region.StoreAsync(key, _stored.Count - 1, Json.Default.Int32, new CacheTerms { Tags = [tag] });
                    break;
                case < 19:
                    Judge(process, await region.FindAsync(key, Json.Default.Int32));
                    break;
                default:
                    _losesNext = true;
                    await ClearAsync(process, regions, region, tag);
                    _losesNext = false;
                    break;
            }
        }

        private async Task ClearAsync(int process, ICacheRegions regions, CacheRegion region, string tag)
        {
            switch (_random.Next(3))
            {
                case 0:
                    await region.ClearTagAsync(tag);
                    _cleared.Add((process, _clock.GetUtcNow(), region.Name, tag));
                    break;
                case 1:
                    await region.ClearAsync();
                    _cleared.Add((process, _clock.GetUtcNow(), region.Name, null));
                    break;
                default:
                    await regions.ClearAllAsync();
                    _cleared.Add((process, _clock.GetUtcNow(), null, null));
                    break;
            }
        }

        private void Judge(int process, CachedValue<int> found)
        {
            if (!found.IsFound)
            {
                Withheld += _cleared.Count > 0 && _stored.Count > 0 ? 1 : 0;
                return;
            }

            Served++;
            var (begunAt, region, tag) = _stored[found.Value];
            var mustBeKnown = _clock.GetUtcNow() - Latest;
            var wrong = _cleared.Where(cleared => cleared.At >= begunAt
                && (cleared.Region ?? region) == region
                && (cleared.Tag ?? tag) == tag
                && (cleared.Process == process || cleared.At <= mustBeKnown));
            Assert.True(!wrong.Any(), $"seed {seed}: served at {_clock.GetUtcNow():O} what was begun at {begunAt:O}");
        }

        private Task Write(string key, CancellationToken token)
        {
            var isLost = _losesNext && key == "llm:!cleared";
            _losesNext &= !isLost;
            _store.Loses = isLost;
            return Task.CompletedTask;
        }
    }
}
