// The official client of Node, talking to the emulator whose address stands in ANTHROPIC_BASE_URL; or to a gateway, where the emulator behind it has
// an address of its own in EMULATOR_ADDRESS, and what watches between them one in WATCH_ADDRESS.
import assert from 'node:assert/strict';
import Anthropic from '@anthropic-ai/sdk';

const address = process.env.ANTHROPIC_BASE_URL;
const emulator = process.env.EMULATOR_ADDRESS ?? address;
const watch = process.env.WATCH_ADDRESS;
const client = new Anthropic({ apiKey: process.env.CLIENT_TOKEN ?? 'sk-ant-test', baseURL: address });
const model = 'claude-opus-4-8';
const question = { model, max_tokens: 2000, messages: [{ role: 'user', content: 'What now?' }] };
const tool = {
  name: 'weather',
  description: 'The weather of a city.',
  input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};
const withTool = {
  ...question,
  messages: [{ role: 'user', content: 'What is the weather in Paris?' }],
  tools: [tool],
  tool_choice: { type: 'tool', name: 'weather' },
};
const thoughtful = { ...question, model: 'claude-opus-4-6', thinking: { type: 'adaptive' } };

const own = async (method, path, body) => {
  const response = await fetch(emulator + path, { method, body: body && JSON.stringify(body) });
  return response.status === 204 ? null : response.json();
};
const answerNext = (answer) => own('POST', '/emulator/answers', answer);
const ledger = async () => (await own('GET', '/emulator/ledger')).entries;
const requests = async () => (await own('GET', '/emulator/requests')).requests;
const batchOf = (...names) => ({
  requests: names.map((name) => ({ custom_id: name, params: { ...question, messages: [{ role: 'user', content: name }] } })),
});
const resultsOf = async (id) => {
  const results = [];
  for await (const result of await client.messages.batches.results(id)) {
    results.push(result);
  }
  return results;
};

const tests = {
  async 'A question is answered'() {
    const message = await client.messages.create(question);
    assert.match(message.content[0].text, /^You asked: "What now\?"/);
    assert.equal(message.stop_reason, 'end_turn');
    const [entry] = await ledger();
    assert.equal(entry.message_id, message.id);
    assert.equal(entry.request_id, message._request_id);
  },

  async 'A streamed answer says the same'() {
    const whole = await client.messages.create(question);
    const streamed = await client.messages.stream(question).finalMessage();
    assert.deepEqual(streamed.content, whole.content);
    assert.equal(streamed.usage.output_tokens, whole.usage.output_tokens);
  },

  async 'A forced tool is called'() {
    const message = await client.messages.create(withTool);
    assert.equal(message.stop_reason, 'tool_use');
    assert.equal(message.content[0].name, 'weather');
    assert.ok('city' in message.content[0].input);
  },

  async 'A streamed tool call adds up to its input'() {
    const whole = await client.messages.create(withTool);
    const streamed = await client.messages.stream(withTool).finalMessage();
    assert.deepEqual(streamed.content[0].input, whole.content[0].input);
  },

  async 'Thinking comes before the answer'() {
    const message = await client.messages.create(thoughtful);
    assert.deepEqual(message.content.map((block) => block.type), ['thinking', 'text']);
    assert.ok(message.content[0].signature.length > 0);
    assert.ok(message.usage.output_tokens_details.thinking_tokens > 0);
    const streamed = await client.messages.stream(thoughtful).finalMessage();
    assert.deepEqual(streamed.content, message.content);
  },

  async 'Tokens can be counted beforehand'() {
    const count = await client.messages.countTokens({ model, messages: question.messages });
    assert.equal(count.input_tokens, (await client.messages.create(question)).usage.input_tokens);
  },

  async 'A marked prompt is written once and then read'() {
    const marked = {
      ...question,
      system: [{ type: 'text', text: 'abcd'.repeat(2000), cache_control: { type: 'ephemeral', ttl: '1h' } }],
    };
    const first = (await client.messages.create(marked)).usage;
    const second = (await client.messages.create(marked)).usage;
    assert.equal(first.cache_creation.ephemeral_1h_input_tokens, 2000);
    assert.equal(second.cache_read_input_tokens, 2000);
    assert.deepEqual((await ledger()).map((entry) => entry.usage.cache_read_input_tokens), [0, 2000]);
  },

  async 'A batch goes all its way'() {
    const made = await client.messages.batches.create(batchOf('one', 'two', 'three'));
    assert.equal(made.processing_status, 'in_progress');
    const ended = await client.messages.batches.retrieve(made.id);
    assert.equal(ended.processing_status, 'ended');
    assert.equal(ended.request_counts.succeeded, 3);
    const results = await resultsOf(made.id);
    assert.deepEqual(results.map((result) => result.custom_id).sort(), ['one', 'three', 'two']);
    assert.ok(results.every((result) => result.result.message.usage.service_tier === 'batch'));
    const listed = [];
    for await (const batch of client.messages.batches.list()) {
      listed.push(batch.id);
    }
    assert.deepEqual(listed, [made.id]);
    assert.equal((await client.messages.batches.delete(made.id)).type, 'message_batch_deleted');
  },

  async 'A batch can be canceled'() {
    const made = await client.messages.batches.create(batchOf('one'));
    assert.equal((await client.messages.batches.cancel(made.id)).processing_status, 'canceling');
    assert.equal((await client.messages.batches.retrieve(made.id)).request_counts.canceled, 1);
    assert.equal((await resultsOf(made.id))[0].result.type, 'canceled');
  },

  async 'The models are listed to the last page'() {
    const listed = [];
    for await (const one of client.models.list({ limit: 3 })) {
      listed.push(one.id);
    }
    assert.ok(listed.length > 6);
    assert.equal(new Set(listed).size, listed.length);
    assert.equal((await client.models.retrieve('claude-opus-4-5')).id, 'claude-opus-4-5-20251101');
    await assert.rejects(client.models.retrieve('claude-none'), Anthropic.NotFoundError);
  },

  async 'The client tries again when the server says so'() {
    await answerNext({ error: { status: 529, type: 'overloaded_error', message: 'No.' }, headers: { 'retry-after-ms': '1' } });
    await answerNext({ error: { status: 429, type: 'rate_limit_error', message: 'No.' }, headers: { 'retry-after-ms': '1' } });
    await client.messages.create(question);
    const made = await requests();
    assert.deepEqual(made.map((request) => request.status), [529, 429, 200]);
    assert.deepEqual(made.map((request) => request.headers['x-stainless-retry-count'] ?? request.headers['X-Stainless-Retry-Count']), ['0', '1', '2']);
  },

  async 'A connection that is reset is an error'() {
    await answerNext({ connection_failure: true });
    // A gateway's own connection is whole: it says 502.
    const error = emulator === address ? Anthropic.APIConnectionError : Anthropic.InternalServerError;
    await assert.rejects(client.messages.create(question, { maxRetries: 0 }), error);
  },

  async 'A stream that is reset is an error'() {
    await answerNext({ reset_after: 3 });
    await assert.rejects(client.messages.stream(question).finalMessage());
  },

  async 'No key stands in the list of requests'() {
    await client.messages.create(question);
    assert.ok(!JSON.stringify(await requests()).includes('sk-ant-test'));
  },
};

const errors = [
  [400, 'invalid_request_error', Anthropic.BadRequestError],
  [401, 'authentication_error', Anthropic.AuthenticationError],
  [403, 'permission_error', Anthropic.PermissionDeniedError],
  [404, 'not_found_error', Anthropic.NotFoundError],
  [413, 'request_too_large', Anthropic.APIError],
  [429, 'rate_limit_error', Anthropic.RateLimitError],
  [500, 'api_error', Anthropic.InternalServerError],
  [504, 'timeout_error', Anthropic.InternalServerError],
  [529, 'overloaded_error', Anthropic.InternalServerError],
];
for (const [status, type, error] of errors) {
  tests[`A ${status} becomes the client's own error`] = async () => {
    await answerNext({ error: { status, type, message: 'No.' } });
    await assert.rejects(client.messages.create(question, { maxRetries: 0 }), (thrown) => {
      assert.ok(thrown instanceof error, `${thrown}`);
      assert.equal(thrown.status, status);
      assert.equal(thrown.error.error.type, type);
      assert.ok(thrown.requestID.startsWith('req_'));
      return true;
    });
    assert.equal((await ledger()).length, 1);
  };
}

if (watch) {
  const answersLeft = async () => (await (await fetch(`${watch}/left`)).json()).left;

  tests['A stream that is aborted ends at the API, and the next call is answered'] = async () => {
    const before = await answersLeft();
    const stream = client.messages.stream({ ...question, messages: [{ role: 'user', content: 'Begin and then hold.' }] });
    for await (const event of stream) {
      assert.equal(event.type, 'message_start');
      break;
    }
    stream.abort();
    await assert.rejects(stream.done(), Anthropic.APIUserAbortError);
    while ((await answersLeft()) === before) {
      // It ends when the gateway has noticed; if it never does, the run as a whole is ended.
    }
    assert.equal(await answersLeft(), before + 1);
    assert.equal((await client.messages.create(question)).stop_reason, 'end_turn');
  };
}

let failed = 0;
for (const [name, test] of Object.entries(tests)) {
  await own('POST', '/emulator/reset');
  try {
    await test();
  } catch (failure) {
    failed++;
    console.error(`Failed: ${name}\n${failure.stack}`);
  }
}

console.log(failed === 0 ? `npm client: ${Object.keys(tests).length} passed` : `npm client: ${failed} of ${Object.keys(tests).length} failed`);
process.exitCode = failed === 0 ? 0 : 1;
