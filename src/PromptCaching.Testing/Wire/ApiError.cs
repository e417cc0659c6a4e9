namespace PromptCaching.Testing.Wire;

/// <summary>The error envelope of the API: <c>{"type":"error","error":{"type","message","details"?},"request_id"}</c>.</summary>
internal sealed record ApiError(int Status, string Type, string Message)
{
    /// <summary>Gets the code in <c>details</c>, which only some errors have.</summary>
    public string? Code { get; init; }

    public static ApiError Invalid(string message) => new(400, "invalid_request_error", message);

    public byte[] ToJson(string? requestId) => Json.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("type", "error");
        writer.WriteStartObject("error");
        writer.WriteString("type", Type);
        writer.WriteString("message", Message);
        if (Code is not null)
        {
            writer.WriteStartObject("details");
            writer.WriteString("error_code", Code);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        if (requestId is not null)
        {
            writer.WriteString("request_id", requestId);
        }

        writer.WriteEndObject();
    });
}
