using PromptCaching.Redis.Addresses;

namespace PromptCaching.Redis.Tests.Addresses;

public sealed class RedisAddressTests
{
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData("redis://host", "host:6379", null, null)]
    [InlineData("redis://host/", "host:6379", null, null)]
    [InlineData("redis://host:7000/2", "host:7000", null, 2)]
    [InlineData("REDIS://Host:7000", "Host:7000", null, null)]
    [InlineData(" redis://host \n", "host:6379", null, null)]
    [InlineData("redis://:secret@host", "host:6379", "secret", null)]
    [InlineData("redis://default:secret@host/0", "host:6379", "secret", 0)]
    [InlineData("redis://:p%40s%2Fs%3A%2C%25@host", "host:6379", "p@s/s:,%", null)]
    [InlineData("redis://:a:b@host", "host:6379", "a:b", null)]
    [InlineData("redis://:a@b@host", "host:6379", "a@b", null)]
    [InlineData("redis://:a,b=c@one:1,two:2", "one:1,two:2", "a,b=c", null)]
    [InlineData("redis://one:1,two,three:3/4", "one:1,two:6379,three:3", null, 4)]
    [InlineData("redis://[::1]:7000/1", "[::1]:7000", null, 1)]
    [InlineData("redis://[fe80::2]", "[fe80::2]:6379", null, null)]
    [InlineData("redis://10.0.0.7:1", "10.0.0.7:1", null, null)]
    [InlineData("redis://my_redis.internal:1", "my_redis.internal:1", null, null)]
    [InlineData("host:6379", "host:6379", null, null)]
    [InlineData("host", "host:6379", null, null)]
    [InlineData("[::1]:7000", "[::1]:7000", null, null)]
    [InlineData("::1", "[::1]:6379", null, null)]
    [InlineData("one:1, two:2 ,password=a=b,defaultDatabase=5", "one:1,two:2", "a=b", 5)]
    [InlineData("password=secret,host:1", "host:1", "secret", null)]
    public void An_address_is_understood(string text, string hosts, string? password, int? database)
    {
        var address = RedisAddress.Parse(text);
        var configuration = ClientConfiguration.Of(address, _second);

        string.Join(',', address.Hosts).Should().Be(hosts);
        configuration.EndPoints.Should().HaveCount(address.Hosts.Count);
        configuration.Password.Should().Be(password);
        configuration.DefaultDatabase.Should().Be(database);
        configuration.Ssl.Should().BeFalse();
        configuration.AbortOnConnectFail.Should().BeFalse();
    }

    [Theory]
    [InlineData("rediss://:secret@host:6380/0")]
    [InlineData("host:6380,ssl=true,password=secret")]
    public void Encryption_is_asked_for(string text) => ClientConfiguration.Of(RedisAddress.Parse(text), _second).Ssl.Should().BeTrue();

    [Fact]
    public void Options_of_the_client_come_after_the_question_mark_and_go_before_ours()
    {
        var configuration = ClientConfiguration.Of(RedisAddress.Parse("redis://host?connectTimeout=700&name=shop%20one&abortConnect=true"), _second);

        configuration.ConnectTimeout.Should().Be(700);
        configuration.ClientName.Should().Be("shop one");
        configuration.SyncTimeout.Should().Be(1000);
        configuration.AbortOnConnectFail.Should().BeFalse("a server that is away at the start is no reason to fail");
    }

    [Theory]
    [InlineData("", "No Redis connection is set")]
    [InlineData(",,", "no host")]
    [InlineData("password=TopSecret", "no host")]
    [InlineData("redis://:TopSecret@", "neither a host name")]
    [InlineData("redis://:TopSecret@host:port", "port that is not")]
    [InlineData("redis://:TopSecret@host:0", "port that is not")]
    [InlineData("redis://:TopSecret@host:65536", "port that is not")]
    [InlineData("redis://:TopSecret@host/first", "database that is not")]
    [InlineData("redis://:TopSecret@host/-1", "database that is not")]
    [InlineData("redis://:Top/Secret@host", "%2F")]
    [InlineData("redis://:Top?Secret@host", "%3F")]
    [InlineData("redis://:Top#Secret@host", "%23")]
    [InlineData("redis://host/0?password=Top,Secret", "without commas")]
    [InlineData("redis://host/0?TopSecret", "name=value")]
    [InlineData("http://:TopSecret@host", "scheme")]
    [InlineData("host:TopSecret", "port that is not")]
    [InlineData("host:6379,passwrod=TopSecret", "option")]
    [InlineData("host:6379,connectTimeout=TopSecret", "option")]
    [InlineData("host:6379,password=Top Secret,Top Secret", "neither a host name")]
    [InlineData("redis://:TopSecret@[::1", "neither a host name")]
    [InlineData("redis://so,me:TopSecret@host", "comma")]
    public void A_wrong_address_is_refused_with_one_sentence_and_without_the_password(string text, string hint)
    {
        var wrong = Assert.Throws<ArgumentException>(() => new RedisDistributedCache(text));

        wrong.Message.Should().Contain(hint).And.Contain("redis://");
        wrong.ToString().Should().NotContainAny("Secret", "passwrod");
    }

    [Theory]
    [InlineData("redis://alice:TopSecret@host")]
    [InlineData("host:6379,user=alice,password=TopSecret")]
    public void A_user_name_that_the_client_cannot_send_is_refused_and_not_left_out(string text)
    {
        var wrong = Assert.Throws<ArgumentException>(() => new RedisDistributedCache(text));

        wrong.Message.Should().Contain("user").And.Contain("StackExchange.Redis");
        wrong.ToString().Should().NotContain("Secret");
    }

    [Fact]
    public async Task The_text_of_a_store_names_the_server_only()
    {
        await using var store = new RedisDistributedCache("rediss://default:TopSecret@host:6380/1?name=x");

        store.ToString().Should().Be("RedisDistributedCache on rediss://host:6380/1");
    }
}
