namespace PromptCaching.Chaos.MalformedConnections;

/// <summary>Sends one transmission after the other, over a kept connection where that can be.</summary>
internal sealed class Lane(int port, int slowPort, ConnectionTally tally) : IDisposable
{
    /// <summary>How long anything may take before it counts as hanging.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private Connection? _kept;

    public async Task SendAsync(Transmission sent, string name, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await SendOnceAsync(sent, name, patience.Token);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Drop();
            tally.Crash(name, exception is OperationCanceledException ? "it hangs" : exception.ToString(), sent);
        }
    }

    public void Dispose() => Drop();

    private async Task SendOnceAsync(Transmission sent, string name, CancellationToken cancellationToken)
    {
        if (sent.Ending == Ending.Keep)
        {
            _kept ??= await Connection.OpenAsync(port, cancellationToken);
            if (!await ExchangeAsync(_kept, sent, name, cancellationToken))
            {
                Drop();
            }

            return;
        }

        using var connection = await Connection.OpenAsync(sent.IsToSlowServer ? slowPort : port, cancellationToken);
        if (sent.Ending is Ending.HangUp or Ending.Reset)
        {
            await LeaveAsync(connection, sent, cancellationToken);
        }
        else
        {
            await ExchangeAsync(connection, sent, name, cancellationToken);
        }
    }

    private static async Task LeaveAsync(Connection connection, Transmission sent, CancellationToken cancellationToken)
    {
        await connection.SendAsync(sent.Bytes, sent.Pieces, cancellationToken);
        await connection.ReadBytesAsync(sent.BytesToRead, cancellationToken);
        if (sent.Ending == Ending.Reset)
        {
            connection.Reset();
        }
    }

    /// <summary>Sends and reads at once, because a server that answers early stops reading; tells whether the connection can be used again.</summary>
    private async Task<bool> ExchangeAsync(Connection connection, Transmission sent, string name, CancellationToken cancellationToken)
    {
        var sending = UploadAsync(connection, sent, cancellationToken);
        var canBeKept = await ReadAnswersAsync(connection, sent, name, cancellationToken);
        await sending;
        return canBeKept;
    }

    private static async Task UploadAsync(Connection connection, Transmission sent, CancellationToken cancellationToken)
    {
        await connection.SendAsync(sent.Bytes, sent.Pieces, cancellationToken);
        if (sent.Ending == Ending.HalfClose)
        {
            connection.HalfClose();
        }
    }

    private async Task<bool> ReadAnswersAsync(Connection connection, Transmission sent, string name, CancellationToken cancellationToken)
    {
        for (var index = 0; index < sent.MustAnswer.Count || sent.Ending != Ending.Keep; index++)
        {
            var method = index < sent.MustAnswer.Count ? sent.MustAnswer[index] : null;
            var answer = await AnswerReader.ReadAsync(connection, method ?? "POST", cancellationToken);
            if (method is not null && answer is not { IsWhole: true })
            {
                tally.Crash(name, answer is null ? "no answer" : "half an answer", sent);
            }

            if (answer is null)
            {
                return false;
            }

            tally.Judge(answer, method, sent, name);
            if (answer is { EndsConnection: true } or { IsWhole: false } && sent.Ending == Ending.Keep)
            {
                return false;
            }
        }

        return true;
    }

    private void Drop()
    {
        _kept?.Dispose();
        _kept = null;
    }
}
