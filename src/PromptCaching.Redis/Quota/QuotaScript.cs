namespace PromptCaching.Redis.Quota;

/// <summary>One exchange, as the server runs it: in one step, by its own clock.</summary>
internal static class QuotaScript
{
    /// <summary>
    /// Keys: the levels, the processes. Arguments: the process, seconds to close for; then for requests, input and output each: limit, spent
    /// alone, returned, most left, least, most. What is unknown is empty; a limit below zero is a guess. Answers with what is granted of each,
    /// seconds until asking again, seconds closed, processes.
    /// </summary>
    /// <remarks>
    /// Levels that are not there, or are no numbers, begin empty. Whoever finds too little for its next call has the turn, so that others do not
    /// use up what it waits for; above that each takes its part, so that none takes all. Numbers go as texts, because numbers would lose their fractions.
    /// </remarks>
    public const string Text = """
        if redis.replicate_commands then pcall(redis.replicate_commands) end
        local names = { 'requests', 'input', 'output' }
        local process, closedFor = ARGV[1], tonumber(ARGV[2]) or 0
        local pause, silence, memory, turnLasts = 0.4, 5, 60, 2
        local function text(number) return string.format('%.6f', number) end
        local function number(stored)
            local read = tonumber(stored)
            return read and read > -1e15 and read < 1e15 and read or nil
        end
        local time = redis.call('TIME')
        local now = tonumber(time[1]) + tonumber(time[2]) / 1000000

        redis.call('ZADD', KEYS[2], text(now), process)
        redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', text(now - silence))
        local processes = redis.call('ZCARD', KEYS[2])

        local told = redis.call('HGETALL', KEYS[1])
        local state = {}
        for i = 1, #told, 2 do state[told[i]] = told[i + 1] end
        local closed = number(state.closed) or 0
        local at = number(state.at) or now
        if at > now and closed <= now then at = now end
        local seconds = math.max(0, now - at)
        if closedFor > 0 then closed = math.max(closed, now + closedFor) end

        local buckets, wait, isShort, isAsked = {}, 0, false, false
        for i, name in ipairs(names) do
            local a = 3 + (i - 1) * 6
            local limit, spent, returned = tonumber(ARGV[a]), tonumber(ARGV[a + 1]), tonumber(ARGV[a + 2])
            local mostLeft, least, most = tonumber(ARGV[a + 3]), tonumber(ARGV[a + 4]), tonumber(ARGV[a + 5])
            local bucket = { limit = number(state[name .. ':limit']), level = number(state[name .. ':level']) }
            bucket.told = number(state[name .. ':told']) or 0
            local before = bucket.limit
            if limit and limit < 0 then
                if not before then bucket.limit, bucket.told = -limit, 0 end
            elseif limit and (not before or limit <= before or now - bucket.told > memory or bucket.told > now) then
                bucket.limit, bucket.told = limit, now
            end
            if bucket.limit then
                local capacity = bucket.limit * 0.98
                local level = (bucket.level or 0) + seconds / 60 * (before or 0)
                level = level - math.min(math.max(level, 0), spent) + returned
                if mostLeft then level = math.min(level, mostLeft) end
                bucket.level = math.min(level, capacity)
                bucket.least, bucket.most = math.min(least, capacity), most
                if least > 0 then isAsked = true end
                if bucket.least > bucket.level + 0.000001 then
                    isShort = true
                    wait = math.max(wait, (bucket.least - bucket.level) / bucket.limit * 60)
                end
            end
            buckets[i] = bucket
        end

        local granted, again = { 0, 0, 0 }, 0
        local turn, turnEnds = state.turn, number(state.turnEnds) or 0
        local isOthers = turn and turn ~= '' and turn ~= process and turnEnds > now and turnEnds <= now + turnLasts
        if closed > now then
            again = closed - now
        elseif isOthers then
            again = pause
        elseif isShort then
            turn, turnEnds, again = process, now + turnLasts, wait
        else
            if turn == process or turnEnds <= now then turn, turnEnds = '', 0 end
            for i, bucket in ipairs(buckets) do
                if bucket.limit then
                    granted[i] = math.max(0, math.min(bucket.most, math.max(bucket.least, bucket.level / processes)))
                    bucket.level = bucket.level - granted[i]
                    if granted[i] < bucket.most then again = pause end
                end
            end
        end

        local stored = { 'at', text(math.max(now, at, closed)), 'closed', text(closed), 'turn', turn or '', 'turnEnds', text(turnEnds) }
        for i, name in ipairs(names) do
            local bucket = buckets[i]
            if bucket.limit then
                for key, number in pairs({ limit = bucket.limit, told = bucket.told, level = bucket.level }) do
                    stored[#stored + 1] = name .. ':' .. key
                    stored[#stored + 1] = text(number)
                end
            end
        end
        redis.call('HMSET', KEYS[1], unpack(stored))
        redis.call('EXPIRE', KEYS[1], 3600)
        redis.call('EXPIRE', KEYS[2], 300)
        return { text(granted[1]), text(granted[2]), text(granted[3]), text(again), text(math.max(0, closed - now)), tostring(processes) }
        """;
}
