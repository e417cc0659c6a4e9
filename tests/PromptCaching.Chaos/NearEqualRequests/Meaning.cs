using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json;

namespace PromptCaching.Chaos.NearEqualRequests;

/// <summary>
/// Says which requests ask the same, by rules written down a second time and read by another reader: two that ask the same have one meaning.
/// </summary>
internal sealed class Meaning
{
    private static readonly string[] Delivery = ["stream", "diagnostics", "metadata", "cache_control"];
    private readonly BinaryWriter _output = new(new MemoryStream());

    /// <returns><see langword="null"/> where readers of JSON differ on what the body says: nothing may be stored for it.</returns>
    public static UInt128? Of(string sender, byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        if (!Clarity.IsClear(document.RootElement))
        {
            return null;
        }

        var meaning = new Meaning();
        meaning._output.Write(sender);
        meaning.Root(document.RootElement);
        return meaning.Hash();
    }

    private UInt128 Hash()
    {
        _output.Flush();
        var written = (MemoryStream)_output.BaseStream;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(written.GetBuffer().AsSpan(0, (int)written.Length), hash);
        return new UInt128(BitConverter.ToUInt64(hash), BitConverter.ToUInt64(hash[8..]));
    }

    private void Root(JsonElement root)
    {
        Members(root, Delivery, (name, value) =>
        {
            switch (name)
            {
                case "tools":
                    Items(value, tool => Members(tool, ["cache_control"], (_, inner) => Plain(inner)));
                    break;
                case "system":
                    Items(value, Block);
                    break;
                case "messages":
                    Items(value, message => Members(message, [], (part, inner) => Content(part == "content", inner)));
                    break;
                default:
                    Plain(value);
                    break;
            }
        });
        var user = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("metadata", out var metadata)
            && metadata.ValueKind == JsonValueKind.Object
            && metadata.TryGetProperty("user_id", out var id) && id.ValueKind != JsonValueKind.Null ? id : (JsonElement?)null;
        _output.Write(user is not null);
        if (user is { } whose)
        {
            Plain(whose);
        }
    }

    /// <summary>A marker on a block is no part of the question; blocks stand in prompts, results of tools and documents.</summary>
    private void Block(JsonElement block) => Members(block, ["cache_control"], (name, value) =>
    {
        if (name == "source")
        {
            Members(value, [], (part, inner) => Content(part == "content", inner));
        }
        else
        {
            Content(name == "content", value);
        }
    });

    private void Content(bool isContent, JsonElement value)
    {
        if (isContent)
        {
            Items(value, Block);
        }
        else
        {
            Plain(value);
        }
    }

    private void Items(JsonElement value, Action<JsonElement> item)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            Plain(value);
            return;
        }

        _output.Write('[');
        _output.Write(value.GetArrayLength());
        foreach (var inner in value.EnumerateArray())
        {
            item(inner);
        }
    }

    private void Members(JsonElement value, string[] without, Action<string, JsonElement> member)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Plain(value);
            return;
        }

        _output.Write('{');
        foreach (var inner in value.EnumerateObject().Where(inner => !without.Contains(inner.Name)).OrderBy(static inner => inner.Name, StringComparer.Ordinal))
        {
            _output.Write(inner.Name);
            member(inner.Name, inner.Value);
        }

        _output.Write('}');
    }

    private void Plain(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                Members(value, [], (_, inner) => Plain(inner));
                break;
            case JsonValueKind.Array:
                Items(value, Plain);
                break;
            case JsonValueKind.String:
                _output.Write('"');
                _output.Write(value.GetString()!);
                break;
            case JsonValueKind.Number:
                Number(value.GetRawText());
                break;
            default:
                _output.Write(value.ValueKind.ToString());
                break;
        }
    }

    /// <summary>A number is its digits and where they stand, however many there are; minus zero is not zero, since some readers tell them apart.</summary>
    private void Number(string number)
    {
        var mark = number.AsSpan().IndexOfAny('e', 'E');
        var mantissa = mark < 0 ? number : number[..mark];
        var exponent = mark < 0 ? 0 : BigInteger.Parse(number.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (mantissa.IndexOf('.', StringComparison.Ordinal) is >= 0 and var point)
        {
            exponent -= mantissa.Length - point - 1;
            mantissa = mantissa.Remove(point, 1);
        }

        var digits = BigInteger.Parse(mantissa, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        while (!digits.IsZero && (digits % 10).IsZero)
        {
            (digits, exponent) = (digits / 10, exponent + 1);
        }

        _output.Write('#');
        _output.Write(number[0] == '-');
        _output.Write(digits.ToString(CultureInfo.InvariantCulture));
        _output.Write(digits.IsZero ? "" : exponent.ToString(CultureInfo.InvariantCulture));
    }
}
