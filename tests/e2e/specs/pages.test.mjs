// Every page at 1280 and 360 px, light and dark: axe, width, and a picture of each to look at.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { editions, launch, open, out, root } from '../support/browser.mjs';
import { axe, fits, nothingHappened, shot } from '../support/checks.mjs';
import { go, sample } from '../support/job.mjs';

let browser, both;
before(async () => { browser = await launch(); both = await editions(); });
after(async () => { await browser?.close(); both?.close(); });

const PAGES = ['Import', 'Match', 'Gaps', 'Readiness', 'Plan', 'Deliver', 'Catalogue'];

for (const [width, height] of [[1280, 900], [360, 780]]) {
  for (const colorScheme of ['light', 'dark']) {
    test(`pages at ${width} px, ${colorScheme}`, async () => {
      const label = `${width}-${colorScheme}`;
      const { context, page, seen } = await open(browser, both.list[1].address, { viewport: { width, height }, colorScheme });
      const look = async (name) => {
        await page.waitForTimeout(150);
        await shot(page, `${name}-${label}`);
        await axe(page, `${name} ${label}`);
        await fits(page, `${name} ${label}`);
      };
      await look('start');
      await page.getByRole('button', { name: /Northwind/ }).click();
      await page.getByRole('button', { name: /^Use \d+ features$/ }).waitFor();
      await look('import');
      await page.getByRole('button', { name: /^Use \d+ features$/ }).click();
      await page.getByRole('heading', { name: 'Match', exact: true }).waitFor();
      await page.locator('.jobs').waitFor({ state: 'detached' });
      for (const name of PAGES) {
        await go(page, name);
        await look(name === 'Import' ? 'list' : name.toLowerCase());
        if (name === 'Match') await page.getByRole('button', { name: /^Confirm \d+ exact$/ }).click();
      }
      await page.getByRole('button', { name: 'Help and keys' }).click();
      await look('help');
      nothingHappened(seen, label);
      await context.close();
    });
  }
}

test('pages without a list offer the next step', async () => {
  const { context, page, seen } = await open(browser, both.list[0].address);
  for (const name of PAGES) {
    await go(page, name);
    await axe(page, `${name}, empty`);
    await fits(page, `${name}, empty`);
  }
  await shot(page, 'empty-catalogue');
  await go(page, 'Gaps');
  await page.getByRole('button', { name: 'Go to Import' }).click();
  await page.getByText('Drop a list here').waitFor();
  nothingHappened(seen, 'empty');
  await context.close();
});

test('nothing is wider than a window of 320 px', async () => {
  const { context, page, seen } = await open(browser, both.list[0].address, { viewport: { width: 320, height: 640 } });
  await fits(page, 'start, 320 px');
  await sample(page, 'Woodgrove');
  for (const name of PAGES) {
    await go(page, name);
    await fits(page, `${name}, 320 px`);
  }
  nothingHappened(seen, '320 px');
  await context.close();
});

test('keys judge a list, and single keys can be turned off', async () => {
  const { context, page, seen } = await open(browser, both.list[0].address);
  await sample(page, 'Northwind');
  await page.keyboard.press('n');
  await page.keyboard.press('q');
  await page.keyboard.press('z');
  await page.getByText(/2 of 184 looked at/).waitFor();
  await page.keyboard.press('?');
  await page.getByLabel('Single keys work (without Ctrl)').uncheck();
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
  await page.locator('main').focus();
  await page.keyboard.press('n');
  await page.waitForTimeout(200);
  await page.getByText(/2 of 184 looked at/).waitFor();
  // "Later" is a step of its own.
  await page.keyboard.press('Control+z');
  await page.getByText(/2 of 184 looked at/).waitFor();
  await page.keyboard.press('Control+z');
  await page.getByText(/1 of 184 looked at/).waitFor();
  nothingHappened(seen, 'keys');
  await context.close();
});

test('a catalogue entry has an address of its own', async () => {
  const { context, page, seen } = await open(browser, `${both.list[0].address}#/catalogue/remote-wipe`);
  await page.locator('.side code', { hasText: 'remote-wipe' }).waitFor();
  await page.getByLabel('Search the catalogue').fill('geofencing');
  await page.getByText(/^[1-9]\d? found$/).waitFor();
  nothingHappened(seen, 'address');
  await context.close();
});

test('a long list is virtualised and can be shown whole', async () => {
  const { context, page, seen } = await open(browser, both.list[0].address);
  await sample(page, 'Tailspin');
  await go(page, 'Gaps');
  const rows = page.locator('.rows tbody tr:not(.gap)');
  const drawn = await rows.count();
  const all = Number(await page.locator('.rows table').getAttribute('aria-rowcount')) - 1;
  if (all > 200 && drawn >= all) throw new Error(`${drawn} of ${all} rows are drawn`);
  await page.getByLabel('All rows').check();
  await page.waitForFunction((count) => document.querySelectorAll('.rows tbody tr:not(.gap)').length === count, all);
  nothingHappened(seen, 'long list');
  await context.close();
});

// The pictures of the guide are those of this run.
after(() => {
  const images = join(root, 'docs/images');
  mkdirSync(images, { recursive: true });
  for (const name of ['start', 'import', 'match', 'gaps', 'readiness', 'plan', 'deliver', 'catalogue', 'devices', 'ask-list']) {
    copyFileSync(join(out, `${name}-1280-light.png`), join(images, `${name}.png`));
  }
});
