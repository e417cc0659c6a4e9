using PromptCaching.Extensions.AI.Tests.Support;

namespace PromptCaching.Extensions.AI.Tests.Requests;

public sealed class FilesTests
{
    private static readonly byte[] Bytes = "Hi."u8.ToArray();

    [Fact]
    public void An_image_is_an_image() =>
        Sent(new DataContent(Bytes, "image/png")).Should().Be("""[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"SGku"}}]""");

    [Fact]
    public void A_pdf_is_a_document_with_its_name() =>
        Sent(new DataContent(Bytes, "application/pdf") { Name = "contract" }).Should().Be(
            """[{"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"SGku"},"title":"contract"}]""");

    [Fact]
    public void A_text_is_a_document_of_text() =>
        Sent(new DataContent(Bytes, "text/markdown") { Name = "notes" }).Should().Be(
            """[{"type":"document","source":{"type":"text","media_type":"text/plain","data":"Hi."},"title":"notes"}]""");

    [Fact]
    public void What_has_an_address_is_fetched_by_the_api()
    {
        Sent(new UriContent("https://example.org/a.png", "image/png")).Should().Be("""[{"type":"image","source":{"type":"url","url":"https://example.org/a.png"}}]""");
        Sent(new UriContent("https://example.org/a.pdf", "application/pdf")).Should().Be("""[{"type":"document","source":{"type":"url","url":"https://example.org/a.pdf"}}]""");
        Sent(new UriContent("data:image/png;base64,SGku", "image/png")).Should().Be("""[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"SGku"}}]""");
    }

    [Fact]
    public void What_was_uploaded_is_named()
    {
        Sent(new HostedFileContent("file_1") { MediaType = "image/png" }).Should().Be("""[{"type":"image","source":{"type":"file","file_id":"file_1"}}]""");
        Sent(new HostedFileContent("file_2") { Name = "contract" }).Should().Be("""[{"type":"document","source":{"type":"file","file_id":"file_2"},"title":"contract"}]""");
    }

    [Fact]
    public void What_claude_cannot_read_is_refused()
    {
        Refused(new DataContent(Bytes, "audio/wav"), "*no audio/wav*");
        Refused(new DataContent(Bytes, "image/tiff"), "*JPEG, PNG, GIF, WebP*");
        Refused(new UriContent("https://example.org/a.txt", "text/plain"), "*DataContent*");
    }

    private static string Sent(AIContent content) => Mapped.Blocks(Some.User(content));

    private static void Refused(AIContent content, string why) =>
        FluentActions.Invoking(() => Sent(content)).Should().Throw<NotSupportedException>().WithMessage(why);
}
