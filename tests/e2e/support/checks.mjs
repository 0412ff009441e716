// What every journey checks at its end, and on every page.
import assert from 'node:assert/strict';
import { readFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { out } from './browser.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// No request after load, none outside, no policy violation, no console error, no panic.
export function nothingHappened(seen, name) {
  assert.deepEqual(seen.requests, [], `${name}: requests after load`);
  assert.deepEqual(seen.outside, [], `${name}: requests to elsewhere`);
  assert.deepEqual(seen.violations, [], `${name}: policy violations`);
  assert.deepEqual(seen.errors, [], `${name}: console errors`);
}

// axe runs through the debugger, so that the page's policy stays as it is.
export async function axe(page, name) {
  await page.evaluate(`${axeSource}; undefined`);
  const result = await page.evaluate(async () => {
    const found = await globalThis.axe.run(document, { resultTypes: ['violations'] });
    return found.violations.map((one) => `${one.id} (${one.impact}): ${one.nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary}`).join(' | ')}`);
  });
  assert.deepEqual(result, [], `${name}: axe`);
}

// No horizontal scroll of the page itself.
export async function fits(page, name) {
  const [scroll, client] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(scroll <= client, `${name}: the page is ${scroll} px wide in ${client} px`);
}

export async function shot(page, name) {
  mkdirSync(out, { recursive: true });
  await page.screenshot({ path: join(out, `${name}.png`) });
}

export async function download(page, click) {
  const [file] = await Promise.all([page.waitForEvent('download'), click()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}
