namespace BatchRun;

/// <summary>The program cannot do what it was asked to; the message is one sentence for the user.</summary>
internal sealed class UsageException(string message) : Exception(message);
