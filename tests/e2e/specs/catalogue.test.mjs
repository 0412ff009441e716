// The Catalogue page: looking up, packs that conflict, and what a newer catalogue changes of rows that were judged.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { editions, launch, open } from '../support/browser.mjs';
import { axe, download, fits, nothingHappened, shot } from '../support/checks.mjs';
import { choose, go, sample } from '../support/job.mjs';

let browser, both;
before(async () => { browser = await launch(); both = await editions(); });
after(async () => { await browser?.close(); both?.close(); });

const pack = (name, author, lines) => ['kind,capability,text,relation,source', `pack,,${name},,${author}`, ...lines].join('\n');

test('the catalogue is looked up in other words, languages and misspellings', async () => {
  const { context, page, seen } = await open(browser, both.list[1].address);
  await go(page, 'Catalogue');
  const field = page.getByLabel('Search the catalogue');
  for (const [typed, name] of [['geofencng', /Geofenc/], ['Fernlösch', /Remote wipe/], ['VPP', /Volume|app/i]]) {
    await field.fill(typed);
    await page.locator('.rows tbody tr:not(.gap)').filter({ hasText: name }).first().waitFor();
  }
  await field.fill('');
  await page.getByText('416 found').waitFor();
  nothingHappened(seen, 'look-up');
  await context.close();
});

for (const [width, height] of [[1280, 900], [360, 780]]) {
  for (const colorScheme of ['light', 'dark']) {
    test(`packs that conflict and a newer catalogue at ${width} px, ${colorScheme}`, async () => {
      const label = `${width}-${colorScheme}`;
      const { context, page, seen } = await open(browser, both.list[1].address, { viewport: { width, height }, colorScheme });
      const look = async (name) => {
        await page.waitForTimeout(150);
        await shot(page, `${name}-${label}`);
        await axe(page, `${name} ${label}`);
        await fits(page, `${name} ${label}`);
      };
      await sample(page, 'Northwind');
      for (const key of ['1', '1', '1', 'n', '1', '1']) {
        await page.keyboard.press(key);
        await page.waitForTimeout(60);
      }
      // As if it had been judged with an older catalogue.
      const saved = await download(page, () => page.keyboard.press('Control+s'));
      const project = JSON.parse(saved.bytes.toString('utf8'));
      const stamps = Object.values(project.stamps ?? project.project.stamps);
      assert.ok(stamps.length >= 4, 'decided rows are stamped');
      const entries = stamps.flatMap((stamp) => Object.values(stamp));
      entries[0].coverage = entries[0].coverage === 'none' ? 'native' : 'none';
      entries[1].coverage = 'partner';
      entries[2].licence = 'intune-plan-1;teamviewer';
      await go(page, 'Import');
      await choose(page, () => page.getByRole('button', { name: /Open|Choose a file/ }).first().click(), saved.name, JSON.stringify(project));
      // Opening ends on Match.
      await page.getByRole('heading', { name: 'Match', exact: true }).waitFor();
      await page.locator('.jobs').waitFor({ state: 'detached' });
      await go(page, 'Gaps');
      await page.locator('.state', { hasText: 'changed' }).first().waitFor();
      await look('gaps-changed');
      await go(page, 'Catalogue');
      await page.getByText(/^Changed since this project was last judged: [2-9]/).waitFor();
      await look('catalogue-changed');
      const give = (name, text) => choose(page, () => page.getByRole('button', { name: 'Import a pack' }).click(), name, text);
      await page.getByText(/^Your packs: 0/).click();
      await give('north.csv', pack('North region', 'Contoso workplace team', ['synonym,device-categories,Smart Groups,same,', 'synonym,kiosk-browser,Depot mode,same,minutes of the workshop', 'synonym,remote-wipe,Enterprise Wipe,partial,']));
      await page.getByText(/^Your packs: 1/).waitFor();
      await give('south.csv', pack('South region', '', ['synonym,managed-home-screen,Depot mode,same,', 'synonym,assignment-filters,Smart Groups,same,']));
      await page.getByText(/^Your packs: 2 · conflicts: [2-9]/).waitFor();
      await page.getByRole('heading', { name: /^Conflicts/ }).scrollIntoViewIfNeeded();
      await look('catalogue-conflicts');
      nothingHappened(seen, `packs ${label}`);
      await context.close();
    });
  }
}
