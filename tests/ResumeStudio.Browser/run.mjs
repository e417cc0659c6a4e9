// The page of the résumé studio in a real browser: from two texts to a result, its changes and its cost; in both themes, on a phone and on a desk.
import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { namelessNodes, overflowing, paleTexts } from './looks.mjs';
import { Studio } from './studio.mjs';

const program = process.env.STUDIO_PROGRAM;
const pictures = process.env.PICTURES ?? 'pictures';
const store = `${pictures}/../store`;
mkdirSync(pictures, { recursive: true });
rmSync(store, { recursive: true, force: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const studio = await Studio.start(program, { CACHE_DIRECTORY: store });
const complaints = [];

const open = async (options = {}) => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', ...options });
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (one) => one.url().startsWith(studio.address) || /^(data|blob):/.test(one.url()) || complaints.push('It asked for ' + one.url()));
  await page.goto(studio.address);
  await page.waitForSelector('html[data-ready]');
  return page;
};
const looksOf = async (page, name) => {
  await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
  assert.deepEqual(await page.evaluate(paleTexts), [], name);
  assert.deepEqual(await page.evaluate(overflowing), [], name);
};
const optimise = async (page) => {
  await page.click('#example');
  await page.click('#optimise');
  await page.waitForSelector('#facts:not([hidden])');
};
const costs = (page) => page.locator('#cost').innerText();
const calls = async () => (await (await fetch(studio.address + '/api/v1/stats')).json());

const tests = {
  async 'It says what is missing, and goes there'() {
    const page = await open();
    await page.click('#optimise');
    assert.match(await page.locator('#problem').innerText(), /paste your résumé/);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'resume');
    await looksOf(page, 'empty-light-1280');
    await page.close();
  },

  async 'Two texts become a résumé that is seen while it is written'() {
    const page = await open();
    await page.click('#example');
    await page.evaluate(() => {
      window.seen = new Set();
      new MutationObserver(() => window.seen.add(document.getElementById('paper').innerText.length)).observe(document.getElementById('paper'), { childList: true });
    });
    await page.click('#optimise');
    await page.waitForSelector('#facts:not([hidden])');
    assert.ok(await page.evaluate(() => window.seen.size) > 10, 'it did not come in pieces');
    const paper = await page.locator('#paper').innerText();
    assert.match(paper, /Robin Sample/);
    assert.match(paper, /robin\.sample@example\.org \| \+44 20 7946 0958/, 'personal data is back in place');
    assert.match(paper, /Maintained the order service/);
    assert.ok(await page.locator('#changes li').count() >= 4);
    assert.ok(Number(await page.locator('#after').innerText()) > Number(await page.locator('#before').innerText()));
    assert.match(await page.locator('#keywords').innerText(), /Kubernetes/);
    assert.match(await costs(page), /Cost\s+\$0\.\d+/);
    assert.ok(await page.locator('#paper .new').count() > 2);
    await page.click('#mark');
    assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('#paper .new')).backgroundColor), 'rgba(0, 0, 0, 0)');
    await page.close();
  },

  async 'Asked again it costs nothing, and says so'() {
    const page = await open();
    await optimise(page);
    const before = await calls();
    await optimise(page);
    await page.waitForFunction(() => document.getElementById('progress').textContent.includes('from the cache'));
    assert.match(await costs(page), /the cache[\s\S]*Cost\s+\$0\n[\s\S]*Saved by caching\s+\$0\.\d+/);
    assert.equal((await calls()).cost_usd, before.cost_usd);
    await page.close();
  },

  async 'It is customised at a level, for an industry'() {
    const page = await open();
    assert.equal(await page.locator('#industry').isDisabled(), true);
    await page.selectOption('#level', 'strong');
    await page.selectOption('#industry', 'finance');
    await optimise(page);
    assert.ok(await page.locator('#changes li').count() >= 4);
    await page.close();
  },

  async 'All seven other texts are written'() {
    const page = await open();
    await page.click('#example');
    assert.equal(await page.locator('#documents button').count(), 7);
    for (const button of await page.locator('#documents button').all()) {
      await button.click();
      await page.waitForSelector('#document .note');
      assert.ok((await page.locator('#document').innerText()).length > 120, await button.innerText());
      assert.match(await page.locator('#document .note').innerText(), /Cost|cache/);
      await page.waitForFunction(() => document.querySelectorAll('[aria-pressed=true]').length === 1);
    }
    await page.close();
  },

  async 'A file is dropped or opened; what is no text is refused in a sentence'() {
    const page = await open();
    await page.setInputFiles('[data-file=resume]', { name: 'me.md', mimeType: 'text/markdown', buffer: Buffer.from('# Robin Sample\n\nTen words about work.') });
    await page.waitForFunction(() => document.getElementById('resume').value.startsWith('# Robin'));
    await page.setInputFiles('[data-file=job]', { name: 'job.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\0') });
    await page.waitForFunction(() => document.getElementById('problem').textContent.includes('no plain text'));
    const data = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['We look for a baker.'], 'job.txt', { type: 'text/plain' }));
      return transfer;
    });
    await page.dispatchEvent('[data-drop=job]', 'drop', { dataTransfer: data });
    await page.waitForFunction(() => document.getElementById('job').value === 'We look for a baker.');
    await page.close();
  },

  async 'Markup in a text is shown as text, without what would run, and does nothing'() {
    const page = await open();
    await page.fill('#resume', 'Eve <img src=x onerror="document.title=1">\n\nExperience\n- <script>document.title=2</script> C#');
    await page.fill('#job', 'We look for C# and <b>SQL</b>.');
    await page.click('#optimise');
    await page.waitForSelector('#facts:not([hidden])');
    const shown = await page.locator('#paper').innerText();
    assert.match(shown, /<img src=/);
    assert.doesNotMatch(shown, /onerror|<script/);
    assert.equal(await page.locator('#paper img, #paper script').count(), 0);
    assert.equal(await page.title(), 'Résumé Studio');
    await page.close();
  },

  async 'It is stopped when somebody wants it to'() {
    const page = await open();
    await page.fill('#resume', 'Robin\n\nExperience\n' + '- Built C# services for many shops\n'.repeat(120));
    await page.fill('#job', 'We look for C#.');
    await page.click('#optimise');
    await page.click('#stop');
    await page.waitForFunction(() => document.getElementById('progress').textContent === 'Stopped.');
    assert.ok(await page.locator('#optimise').isVisible());
    await page.close();
  },

  async 'It is readable in both themes, on a phone and on a desk'() {
    for (const colorScheme of ['light', 'dark']) {
      for (const width of [360, 800, 1280]) {
        const page = await open({ colorScheme, viewport: { width, height: 900 } });
        await optimise(page);
        await page.click('#documents button >> nth=0');
        await page.waitForSelector('#document .note');
        await looksOf(page, `${colorScheme}-${width}`);
        await page.close();
      }
    }
  },

  async 'Warnings are readable'() {
    for (const colorScheme of ['light', 'dark']) {
      const page = await open({ colorScheme });
      await page.click('#example');
      await page.route('**/stream', (route) => route.fulfill({
        contentType: 'text/event-stream',
        body: ['{"type":"chunk","content":"# Robin"}', '{"type":"warning","issues":["The figure 99 is not in your résumé."]}', '{"type":"error","message":"The service is busy."}']
          .map((data) => `data: ${data}\n\n`).join(''),
      }));
      await page.click('#optimise');
      await page.waitForFunction(() => document.getElementById('problem').textContent === 'The service is busy.');
      assert.match(await page.locator('#warnings').innerText(), /figure 99/);
      await looksOf(page, `warning-${colorScheme}`);
      await page.close();
    }
  },

  async 'A keyboard reaches everything, in the order of the page'() {
    const page = await open();
    const order = [];
    for (let turn = 0; turn < 12; turn++) {
      await page.keyboard.press('Tab');
      order.push(await page.evaluate(() => document.activeElement.id || document.activeElement.dataset.file || document.activeElement.className || document.activeElement.textContent));
    }
    assert.deepEqual(order.slice(0, 8), ['skip', 'resume', 'resume', 'job', 'job', 'level', 'example', 'optimise']);
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), 'none');
    await page.close();
  },

  async 'A screen reader finds a name for everything, and headings to go by'() {
    const page = await open();
    await optimise(page);
    assert.deepEqual(await namelessNodes(page), []);
    assert.equal(await page.locator('h1').count(), 1);
    await page.close();
  },

  async 'What is stored is forgotten on demand'() {
    const page = await open();
    await optimise(page);
    await page.click('#clear');
    await page.waitForFunction(() => document.getElementById('cleared').textContent.includes('cleared'));
    await optimise(page);
    assert.match(await costs(page), /claude/);
    await page.close();
  },

  async 'The dashboard shows what it cost'() {
    const page = await browser.newPage();
    await page.goto(studio.address + '/claude/dashboard');
    await page.waitForSelector('html[data-drawn]');
    assert.equal(Number(await page.locator('#spent data').first().getAttribute('value')), (await calls()).cost_usd);
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
await studio.stop();
console.log(`resume browser: ${Object.keys(tests).length - failed} passed${failed ? `, ${failed} failed` : ''}`);
process.exit(failed ? 1 : 0);
