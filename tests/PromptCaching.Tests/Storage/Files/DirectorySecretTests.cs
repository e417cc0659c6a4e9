using PromptCaching.Storage.Files;
using PromptCaching.Testing;

namespace PromptCaching.Tests.Storage.Files;

public sealed class DirectorySecretTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("promptcaching-");

    private string SecretFile => Path.Combine(_directory.FullName, DirectorySecret.FileName);

    [Fact]
    public void Every_store_of_a_directory_has_the_same_secret_and_another_directory_another()
    {
        var secret = Get();

        secret.Should().HaveCount(32);
        Get().Should().Equal(secret);
        DirectorySecret.Get(new EntryDirectory(Path.Combine(_directory.FullName, "other"))).Should().NotEqual(secret);
    }

    [Fact]
    public async Task Who_comes_at_the_same_time_gets_the_same()
    {
        using var together = new Barrier(16);
        var secrets = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Factory.StartNew(
            () =>
            {
                together.SignalAndWait();
                return Convert.ToHexString(Get());
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        secrets.Distinct().Should().ContainSingle();
        _directory.GetFiles().Select(file => file.Name).Should().BeEquivalentTo(DirectorySecret.FileName, DirectorySecret.FileName + ".lock");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(35)]
    [InlineData(51)]
    public void A_torn_secret_is_an_error_that_says_what_to_do(int length)
    {
        Get();
        using (var file = File.OpenWrite(SecretFile))
        {
            file.SetLength(length);
        }

        FluentActions.Invoking(Get).Should().Throw<InvalidDataException>().WithMessage($"*{SecretFile}*delete it*");
    }

    [Fact]
    public void A_changed_secret_is_an_error_too()
    {
        Get();
        var bytes = File.ReadAllBytes(SecretFile);
        bytes[10] ^= 1;
        File.WriteAllBytes(SecretFile, bytes);

        FluentActions.Invoking(Get).Should().Throw<InvalidDataException>();
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private byte[] Get()
    {
        using var cache = new FileDistributedCache(new() { Directory = _directory.FullName }, new ManualTimeProvider());
        return cache.GetSecret();
    }
}
