namespace ResumeStudio.Writing;

/// <summary>The model answered in another format than it was asked for.</summary>
internal sealed class UnreadableAnswerException(string message, Exception? cause = null) : Exception(message, cause);
