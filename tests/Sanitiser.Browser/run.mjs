// What is left of hostile answers in a real browser: as a page, as a part of one, and written down and read again.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { survey } from './survey.mjs';

const batch = 500;
const answers = readFileSync(process.env.ANSWERS, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });

// A page of its own for each batch: what runs in one does not hide what runs in another. Nothing is loaded from anywhere.
const look = async (browser, texts, wait) => {
  const page = await browser.newPage();
  await page.route('**/*', (route) => route.request().url().startsWith('http://blank.test/')
    ? route.fulfill({ contentType: 'text/html', body: '<!DOCTYPE html><title>blank</title><body></body>' })
    : route.abort());
  page.on('dialog', (dialog) => dialog.dismiss());
  await page.goto('http://blank.test/');
  const found = await page.evaluate(survey, { texts, wait });
  await page.close();
  return found;
};

// First that the survey sees anything at all: the answers as they were, in a browser of their own. Some lead the page elsewhere or end the browser, and
// the survey with it: then others are taken.
let before;
for (let at = 0; before === undefined && at < 4 * batch; at += batch) {
  const hostile = answers.slice(at, at + batch).map((answer) => answer.hostile).filter((text) => !/refresh/i.test(text));
  const victim = await launch();
  before = await look(victim, hostile, 300).catch((error) => void console.error(`The answers from ${at} on led elsewhere: ${error.message.split('\n')[0]}`));
  await victim.close();
}

assert.ok(before, 'All answers as they were led elsewhere.');
for (const kind of ['scripts', 'handlers', 'addresses', 'foreign', 'ran']) assert.ok(before[kind] > 0, `The survey is blind for ${kind}.`);

const browser = await launch();
const left = { scripts: 0, handlers: 0, addresses: 0, foreign: 0, ran: 0, first: [] };
for (let at = 0; at < answers.length; at += batch) {
  const found = await look(browser, answers.slice(at, at + batch).map((answer) => answer.sanitised), 150);
  for (const kind of ['scripts', 'handlers', 'addresses', 'foreign', 'ran']) left[kind] += found[kind];
  left.first.push(...found.first.map((index) => answers[at + index]));
}

await browser.close();
left.first.slice(0, 5).forEach((answer) => console.error(JSON.stringify(answer)));
console.log(`sanitiser browser: ${answers.length} answers, ${left.scripts} scripts, ${left.handlers} handlers, ${left.addresses} script URLs, `
  + `${left.foreign} foreign elements left, ${left.ran} ran (before, of ${Math.min(batch, answers.length)}: ${before.scripts}, ${before.handlers}, `
  + `${before.addresses}, ${before.foreign}, ${before.ran})`);
process.exit(left.scripts + left.handlers + left.addresses + left.foreign + left.ran === 0 ? 0 : 1);
