namespace PromptCaching.AspNetCore.Dashboard;

/// <summary>A snapshot as it is sent, and which one it is; equal snapshots are one.</summary>
internal sealed record DashboardFrame(long Version, byte[] Json);
