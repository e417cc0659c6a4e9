namespace PromptCaching.Redis.Accounting;

/// <summary>One exchange, as the server runs it: in one step.</summary>
internal static class UsageScript
{
    /// <summary>
    /// Keys: the totals, the process. Arguments: the process, the memory it knows, 1 to be told the totals; then for each model its name, the sums that
    /// are counted already as the process knows (empty: none), and the sums now. Answers with the memory and, when asked, the totals: names and numbers.
    /// </summary>
    /// <remarks>
    /// Of a process it remembers what is counted and adds what is more, so sums that are told twice count once. A process that was silent for a week is
    /// forgotten, but not what it told. The parts of a sum are whole and below 2^53, which a script subtracts exactly, and the server itself adds them up
    /// in 64 bits. Models beyond the bound share a name, for names may be any caller's invention.
    /// </remarks>
    public const string Text = """
        if redis.replicate_commands then pcall(redis.replicate_commands) end
        local totals, process = KEYS[1], KEYS[2]
        local week, parts, mostModels, others = 604800, 20, 1000, '(other)'
        local function numbers(sums)
            local read = {}
            for number in string.gmatch(sums, '%-?%d+') do read[#read + 1] = tonumber(number) end
            return read
        end

        local memory = redis.call('HGET', totals, 'memory')
        if not memory then
            local time = redis.call('TIME')
            memory = ARGV[1] .. time[1] .. '.' .. time[2]
            redis.call('HSET', totals, 'memory', memory)
        end
        if redis.call('HGET', process, 'memory') ~= memory then
            redis.call('DEL', process)
            redis.call('HSET', process, 'memory', memory)
        end

        for at = 4, #ARGV, 3 do
            local model, now = ARGV[at], ARGV[at + 2]
            local counted = redis.call('HGET', process, 'model:' .. model)
            if not counted then counted = ARGV[2] == memory and ARGV[at + 1] or '' end
            local name = model
            if redis.call('HEXISTS', totals, '1:' .. name) == 0 and redis.call('HLEN', totals) >= mostModels * parts then name = others end
            local before = numbers(counted)
            for part, number in ipairs(numbers(now)) do
                redis.call('HINCRBY', totals, part .. ':' .. name, string.format('%.0f', number - (before[part] or 0)))
            end
            redis.call('HSET', process, 'model:' .. model, now)
        end

        redis.call('EXPIRE', process, week)
        local answer = { memory }
        if ARGV[3] == '1' then
            local all = redis.call('HGETALL', totals)
            for i = 1, #all do answer[i + 1] = all[i] end
        end
        return answer
        """;
}
