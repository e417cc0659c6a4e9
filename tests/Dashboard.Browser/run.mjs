// The dashboard of the sample gateway in a real browser: its numbers are the ledger's, in both themes, on a phone and on a desk, with a keyboard.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { busy } from './busy.mjs';
import { Gateway } from './gateway.mjs';
import { namelessNodes, overflowing, paleTexts } from './looks.mjs';
import { hostile, work } from './traffic.mjs';

const program = process.env.GATEWAY_PROGRAM;
const pictures = process.env.PICTURES ?? 'pictures';
mkdirSync(pictures, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
let gateway = await Gateway.start(program);
const complaints = [];

const open = async (options = {}) => {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 }, ...options });
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => request.url().startsWith(gateway.address) || request.url().startsWith('data:')
    || complaints.push('It asked for ' + request.url()));
  await page.goto(gateway.address + '/claude/dashboard');
  await page.waitForSelector('html[data-drawn]');
  return page;
};
const exact = (page, selector) => page.locator(`${selector} data`).first().getAttribute('value');
const trimmed = (amount) => amount.includes('.') ? amount.replace(/0+$/, '').replace(/\.$/, '') : amount;
const until = async (condition, what) => {
  for (let turn = 0; turn < 150; turn++) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(what);
};
const looksOf = async (page, name) => {
  await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
  assert.deepEqual(await page.evaluate(paleTexts), [], name);
  assert.deepEqual(await page.evaluate(overflowing), [], name);
};

const tests = {
  async 'Before the first call it says what to do'() {
    const page = await open({ viewport: { width: 360, height: 740 } });
    assert.match(await page.locator('#start').innerText(), new RegExp(`ANTHROPIC_BASE_URL=${gateway.address}`));
    assert.equal(await page.locator('#prompt-rate').innerText(), '–');
    await looksOf(page, 'empty-light-360');
    await page.close();
  },

  async 'What is open follows the calls, and its numbers are those of the ledger'() {
    const page = await open();
    await work(gateway);
    const usage = await gateway.usage();
    await until(async () => await exact(page, '#spent') === trimmed(usage.exactCost), 'The page does not show the cost.');
    const snapshot = await gateway.snapshot();
    assert.ok(usage.total_requests > 20 && Number(usage.exactCost) > 0);
    assert.equal(await page.locator('#start').isVisible(), false);
    assert.equal(await exact(page, '#saved'), snapshot.money.saved);
    assert.equal(Number(await exact(page, '#answers-count')), usage.calls.calls - usage.calls.failed);
    assert.equal(Number(await exact(page, '#response-note')), usage.calls.from_response_cache);
    const tokens = async (bucket) => Number(await exact(page, `[data-bucket=${bucket}]`));
    assert.equal(await tokens('output'), usage.total_output_tokens);
    assert.equal(await tokens('input') + await tokens('cache_read') + await tokens('cache_write_5m') + await tokens('cache_write_1h'),
      usage.total_input_tokens);
    const models = await page.locator('#models tr').evaluateAll((rows) => rows.map((row) => [
      row.querySelector('th').textContent, ...[...row.querySelectorAll('data')].map((amount) => amount.value)]));
    assert.deepEqual(Object.fromEntries(models.map(([model, requests]) => [model, Number(requests)])), usage.requests_by_model);
    for (const [model, , spent] of models) assert.equal(Number(spent), usage.cost_by_model[model] ?? 0);
    const answered = await page.locator('#latency tr').first().locator('data').evaluateAll((counts) => counts.map((one) => Number(one.value)));
    const { calls, failed, from_response_cache: hits, joined } = usage.calls;
    assert.deepEqual(answered, [hits, joined, calls - failed - hits - joined]);
    assert.equal(await exact(page, '[data-budget=month]'), trimmed(usage.exactCost));
    assert.match(await page.locator('#misses').innerText(), /System changed · system\.0/);
    await page.close();
  },

  async 'Names that mean harm are shown as they are and do nothing'() {
    const page = await open();
    assert.ok((await page.locator('#models').innerText()).includes(hostile));
    assert.equal(await page.title(), 'Claude caching');
    assert.equal(await page.locator('main img').count(), 0);
    await page.close();
  },

  async 'It is readable in both themes, on a phone and on a desk'() {
    for (const colorScheme of ['light', 'dark']) {
      for (const width of [360, 1400]) {
        const page = await open({ colorScheme, viewport: { width, height: 900 } });
        await looksOf(page, `${colorScheme}-${width}`);
        await page.close();
      }
    }
  },

  async 'A busy hour is readable too'() {
    const snapshot = busy(await gateway.snapshot());
    for (const [colorScheme, width] of [['light', 1400], ['dark', 1400], ['light', 360], ['dark', 800]]) {
      const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
      await page.route('**/events', (route) => route.fulfill({ contentType: 'text/event-stream', body: `data: ${JSON.stringify(snapshot)}\n\n` }));
      await page.goto(gateway.address + '/claude/dashboard');
      await page.waitForSelector('html[data-drawn]');
      await looksOf(page, `busy-${colorScheme}-${width}`);
      assert.equal(await page.locator('#money-chart rect').count(), 120);
      await page.close();
    }
  },

  async 'It can be left open: ten thousand snapshots leave nothing behind'() {
    const page = await open();
    const session = await page.context().newCDPSession(page);
    const held = async () => {
      await session.send('HeapProfiler.collectGarbage');
      return { ...await session.send('Runtime.getHeapUsage'), ...await session.send('Memory.getDOMCounters') };
    };
    const snapshot = busy(await gateway.snapshot());
    const drawMany = (times) => page.evaluate(({ snapshot, times }) => {
      for (let turn = 0; turn < times; turn++) {
        draw({ ...snapshot, money: { ...snapshot.money, spent: String(turn) }, calls: { ...snapshot.calls, hits: turn },
          minutes: turn % 60 ? snapshot.minutes : snapshot.minutes.slice(turn / 60 % 2) });
      }
    }, { snapshot, times });
    await drawMany(500);
    const before = await held();
    await drawMany(9500);
    const after = await held();
    assert.ok(after.nodes <= before.nodes * 1.05, `${before.nodes} nodes became ${after.nodes}`);
    assert.ok(after.usedSize <= before.usedSize + 1e6, `${before.usedSize} bytes became ${after.usedSize}`);
    assert.equal(after.jsEventListeners, before.jsEventListeners);
    await page.close();
  },

  async 'It grows with the window'() {
    const page = await open();
    await page.setViewportSize({ width: 360, height: 740 });
    await until(async () => (await page.evaluate(overflowing)).length === 0, 'Something sticks out after the window became narrow.');
    await page.close();
  },

  async 'A keyboard reaches everything, in the order of the page'() {
    const page = await open();
    const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.className || document.activeElement.tagName);
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'skip');
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'pause');
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), 'none');
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('#pause').getAttribute('aria-pressed'), 'true');
    assert.equal(await page.locator('#state').innerText(), 'Paused');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'SUMMARY');
    await page.keyboard.press('Enter');
    assert.ok(await page.locator('#money-table').isVisible());
    await page.close();
  },

  async 'A screen reader finds a name for everything, and headings to go by'() {
    const page = await open();
    assert.deepEqual(await namelessNodes(page), []);
    assert.equal(await page.locator('h1').count(), 1);
    assert.equal(await page.locator('section:not([hidden])').count(), await page.locator('section:not([hidden]) > h2').count());
    assert.match(await page.locator('#money-chart').getAttribute('aria-label'), /^Spend and savings: calls in \d+ minutes? of the last hour/);
    assert.equal(await page.locator('[aria-live], [role=status], [role=alert]').count(), 1, 'numbers are not read out as they change');
    await page.close();
  },

  async 'A page that is paused stays as it is, and catches up'() {
    const page = await open();
    await page.click('#pause');
    const before = await exact(page, '#answers-count');
    await gateway.ask({ messages: [{ role: 'user', content: 'Unseen.' }] });
    await page.waitForTimeout(1500);
    assert.equal(await exact(page, '#answers-count'), before);
    await page.click('#pause');
    await until(async () => Number(await exact(page, '#answers-count')) === Number(before) + 1, 'It did not catch up.');
    await page.close();
  },

  async 'A connection that breaks is told, and comes back by itself'() {
    const page = await open({ colorScheme: 'dark', viewport: { width: 360, height: 740 } });
    const { address, port } = gateway;
    await gateway.stop();
    await until(async () => (await page.locator('#state').innerText()).startsWith('No connection since'), 'Nothing was said.');
    await looksOf(page, 'lost-dark-360');
    gateway = await Gateway.start(program, port);
    assert.equal(gateway.address, address);
    await until(async () => await page.locator('#state').innerText() === 'Live', 'It did not come back.');
    assert.ok(await page.locator('#start').isVisible(), 'a new process has no calls yet');
    complaints.splice(0, complaints.length, ...complaints.filter((text) => !text.includes('ERR_')));
    await page.close();
  },

  async 'The browser had nothing to complain about, and asked nobody else'() {
    assert.deepEqual(complaints, []);
  },
};

let failed = 0;
for (const [name, test] of Object.entries(tests)) {
  try {
    await test();
  } catch (error) {
    failed++;
    console.error(`Failed: ${name}\n${error.stack}`);
  }
}
await browser.close();
await gateway.stop();
console.log(`dashboard browser: ${Object.keys(tests).length - failed} passed${failed ? `, ${failed} failed` : ''}`);
process.exit(failed ? 1 : 0);
