namespace CostExplorer.Compare;

/// <summary>A tool or a block in the bytes of a body; a string that stands for one text block is one too.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it has ended.</param>
/// <param name="IsString">Whether it is a string, which must become a block to be marked.</param>
/// <param name="IsMarkable">Whether the API takes a marker on it.</param>
internal readonly record struct Block(int Start, int End, bool IsString, bool IsMarkable);
