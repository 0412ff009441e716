// The Match page as it is used before a customer: keys, facets, several capabilities, why not, and the ask list.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { editions, launch, open } from '../support/browser.mjs';
import { axe, download, fits, nothingHappened, shot } from '../support/checks.mjs';
import { choose, go, sample } from '../support/job.mjs';

let browser, both;
before(async () => { browser = await launch(); both = await editions(); });
after(async () => { await browser?.close(); both?.close(); });

const panel = (page) => page.getByRole('complementary', { name: 'Judge this feature' });
const heading = (page) => panel(page).locator('h2').textContent();

// Chooses a value of a menu by the beginning of its text.
async function menu(page, label, text) {
  const field = page.getByRole('combobox', { name: label, exact: true });
  const value = await field.locator('option', { hasText: text }).first().getAttribute('value');
  await field.selectOption(value);
}

test('a list is judged by keys, and the next row stands there before the next key', async () => {
  const { context, page, seen } = await open(browser, both.list[0].address);
  await sample(page, 'Northwind');
  const times = [];
  for (const wanted of ['1', '1', '2', 'n', 'q', 'z', '1', '3', '1', 'n']) {
    const name = await heading(page);
    const candidates = await panel(page).locator('ol.candidates li').count();
    const key = Number(wanted) > candidates ? 'n' : wanted;
    const start = Date.now();
    await page.keyboard.press(key);
    await page.waitForFunction((old) => document.querySelector('.side h2').textContent !== old, name);
    times.push(Date.now() - start);
  }
  console.log(`ten rows by keys, each until the next one stands there: ${times} ms`);
  await page.getByText(/^9 of 184 looked at · 175 to go, 1 of them later · 1 question for the customer/).waitFor();
  await page.getByRole('button', { name: /^Later 1$/ }).click();
  await page.locator('.rows tbody tr').first().waitFor();
  assert.equal(await page.locator('.rows tbody tr:not(.gap)').count(), 1, 'what was put off comes back');
  nothingHappened(seen, 'keys');
  await context.close();
});

test('several capabilities by keys, split by platform and part', async () => {
  const { context, page, seen } = await open(browser, both.list[1].address);
  await sample(page, 'Northwind');
  const name = await heading(page);
  await page.keyboard.press('a');
  await page.getByText('Adding: each choice links one more').waitFor();
  await page.keyboard.press('1');
  await page.keyboard.press('2');
  await panel(page).locator('.link').nth(1).waitFor();
  assert.equal(await heading(page), name);
  const part = panel(page).getByPlaceholder('Part of the feature, or blank for all of it').nth(1);
  await part.fill('only at night');
  await part.blur();
  await panel(page).locator('.link').nth(0).locator('.chip').first().click();
  await panel(page).getByLabel('The customer does not use this part').nth(1).check();
  await axe(page, 'several capabilities');
  await shot(page, 'several-1280-light');
  await panel(page).getByRole('button', { name: 'A Done, go on' }).click();
  assert.notEqual(await heading(page), name);
  await go(page, 'Gaps');
  await page.locator('.rows tbody tr').first().click();
  await page.getByText('Part “only at night”').first().waitFor();
  await page.getByText('does not count', { exact: true }).first().waitFor();
  await shot(page, 'several-gaps-1280-light');
  nothingHappened(seen, 'several');
  await context.close();
});

test('facets combine, their counts are what they show, and what is shown is accepted at once', async () => {
  const { context, page, seen } = await open(browser, both.list[0].address);
  await sample(page, 'Northwind');
  await page.getByRole('button', { name: /^likely \d+$/ }).click();
  await menu(page, 'Any platform', /iOS/);
  const chip = await page.getByRole('button', { name: /^likely \d+$/ }).textContent();
  const shown = Number(chip.match(/\d+/)[0]);
  const button = page.getByRole('button', { name: `Confirm ${shown} likely` });
  await button.waitFor();
  assert.equal(await page.locator('.rows tbody tr:not(.gap)').count(), shown);
  await shot(page, 'facets-1280-light');
  await button.click();
  await page.getByText(new RegExp(`^${shown} of 184 looked at`)).waitFor();
  await page.keyboard.press('Control+z');
  await page.getByText(/^0 of 184 looked at/).waitFor();
  await page.getByRole('button', { name: 'Show all again' }).click();
  await page.getByRole('button', { name: /^Confirm \d+ exact$/ }).waitFor();
  nothingHappened(seen, 'facets');
  await context.close();
});

test('why not, for a candidate and for any entry of the catalogue', async () => {
  const { context, page, seen } = await open(browser, both.list[1].address);
  await sample(page, 'Northwind');
  await panel(page).getByRole('button', { name: /^Why not / }).first().click();
  await panel(page).locator('.beside > div').nth(1).waitFor();
  for (const side of [0, 1]) {
    const numbers = (await panel(page).locator('.beside > div').nth(side).locator('dt').allTextContents()).map((text) => {
      const [, sign, digits] = text.match(/([+−=]) (-?\d+)/);
      return { sign, points: Number(digits) };
    });
    const sum = numbers.filter((one) => one.sign !== '=').reduce((all, one) => all + (one.sign === '−' ? -one.points : one.points), 0);
    assert.equal(sum, numbers.find((one) => one.sign === '=').points, 'the evidence adds up');
  }
  await shot(page, 'why-not-1280-light');
  await panel(page).getByLabel(/^Search all \d+ capabilities$/).fill('geofencing');
  await panel(page).locator('ul.candidates').getByRole('button', { name: /^Why not / }).first().click();
  await panel(page).getByText(/It is number \d+ of all capabilities|Nothing in the row speaks/).waitFor();
  await axe(page, 'why not');
  nothingHappened(seen, 'why not');
  await context.close();
});

for (const [width, height] of [[1280, 900], [360, 780]]) {
  for (const colorScheme of ['light', 'dark']) {
    test(`the ask list goes out and comes back at ${width} px, ${colorScheme}`, async () => {
      const label = `${width}-${colorScheme}`;
      const { context, page, seen } = await open(browser, both.list[1].address, { viewport: { width, height }, colorScheme });
      await sample(page, 'Northwind');
      for (const key of ['q', 'n', 'q', 'q']) {
        await page.keyboard.press(key);
        await page.waitForTimeout(60);
      }
      const look = async (name) => {
        await page.waitForTimeout(150);
        await shot(page, `${name}-${label}`);
        await axe(page, `${name} ${label}`);
        await fits(page, `${name} ${label}`);
      };
      await panel(page).scrollIntoViewIfNeeded();
      await look('match-panel');
      await page.getByRole('button', { name: 'Ask list (3)' }).click();
      await page.getByText('3 questions · 0 answered').waitFor();
      const question = page.getByLabel(/^Question about row/).first();
      await question.fill('Which sites need it, and why?');
      await question.blur();
      const sheet = await download(page, () => page.getByRole('button', { name: 'Save as CSV' }).click());
      const lines = sheet.bytes.toString('utf8').replace('\ufeff', '').trim().split('\r\n');
      assert.equal(lines[0], 'Row,Feature,Category,Platforms,Question,Answer');
      assert.equal(lines.length, 4);
      assert.match(lines[1], /Which sites need it, and why\?/);
      // The customer fills two lines and adds one that was not asked.
      const filled = [lines[0], `${lines[1]}Only the three in Lyon`, `${lines[2]}"All, since 2019"`, lines[3], '9999,Something else,,,,We have that too'].join('\r\n');
      await choose(page, () => page.getByRole('button', { name: 'Read answers…' }).click(), 'filled.csv', filled);
      await page.getByText('3 questions · 2 answered · 1 line fits no question').waitFor();
      await page.getByText('The list has no row “9999”.').waitFor();
      await choose(page, () => page.getByRole('button', { name: 'Read answers…' }).click(), 'second.csv', filled.replace('Only the three in Lyon', 'None'));
      await page.getByText('The answers differ; none was replaced.').waitFor();
      await look('ask-list');
      // On paper: the questions as text, no buttons.
      await page.emulateMedia({ media: 'print' });
      assert.ok(await page.locator('.sheet p.on-paper').first().isVisible());
      assert.equal(await page.locator('.sheet button:visible').count(), 0);
      await shot(page, `ask-paper-${label}`);
      await page.emulateMedia({ media: 'screen' });
      await page.getByRole('button', { name: /^Judge row/ }).first().click();
      await page.getByText('The customer’s answers differ').waitFor();
      await panel(page).scrollIntoViewIfNeeded();
      await look('answered');
      nothingHappened(seen, `ask list ${label}`);
      await context.close();
    });
  }
}
