namespace CostExplorer.Compare;

/// <summary>Where the blocks of a body stand.</summary>
/// <param name="Start">Where the first property would stand: behind the opening brace.</param>
/// <param name="Tools">The tools.</param>
/// <param name="System">The system blocks.</param>
/// <param name="Messages">The messages.</param>
/// <param name="Markers">The bytes of markers that are there already, with the commas that go with them.</param>
internal sealed record BodyOutline(
    int Start, IReadOnlyList<Block> Tools, IReadOnlyList<Block> System, IReadOnlyList<MessageOutline> Messages, IReadOnlyList<Edit> Markers);

/// <summary>One message of a body.</summary>
internal sealed record MessageOutline(bool IsUser, IReadOnlyList<Block> Blocks);
