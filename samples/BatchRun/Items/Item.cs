namespace BatchRun.Items;

/// <summary>What is asked about, once under one arm.</summary>
/// <param name="Id">Up to 32 letters, digits, <c>_</c> and <c>-</c>.</param>
/// <param name="Text">The text.</param>
internal sealed record Item(string Id, string Text);
