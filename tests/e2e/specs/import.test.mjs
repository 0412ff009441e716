// Lists as customers send them: a workbook, a messy export, a bomb; each looked at, changed, and used or refused.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { editions, launch, open, root } from '../support/browser.mjs';
import { axe, fits, nothingHappened, shot } from '../support/checks.mjs';
import { choose } from '../support/job.mjs';

let browser, both;
before(async () => { browser = await launch(); both = await editions(); });
after(async () => { await browser?.close(); both?.close(); });

const fixture = (name) => readFileSync(join(root, 'tests/fixtures', name));

const give = (page, name, bytes) =>
  choose(page, () => page.getByRole('button', { name: /Choose a file|Other file/ }).click(), name, bytes);

const use = (page) => page.getByRole('button', { name: /^Use [\d\s\u202f]+ features$/ });

test('a workbook is read by sheets, hidden ones named, and used', async () => {
  const { context, page, seen } = await open(browser, both.list[1].address);
  await context.setOffline(true);
  await give(page, 'features.xlsx', fixture('workbooks/features.xlsx'));
  await page.getByText(/XLSX, sheet “Features”/).waitFor();
  assert.match(await page.getByLabel('Sheet').innerText(), /\(hidden\)/);
  // The merged category is filled in, the title stands above the header.
  await page.locator('.sums button').filter({ hasText: 'Above the header' }).waitFor();
  assert.equal(await page.getByLabel('Blank category means the one above').isChecked(), true);
  await shot(page, 'import-workbook-1280');
  await page.getByLabel('Sheet').selectOption({ index: 1 });
  await page.getByText(/XLSX, sheet “Geräte”/).waitFor();
  await page.getByLabel('Sheet').selectOption({ index: 0 });
  await page.getByText(/XLSX, sheet “Features”/).waitFor();
  await use(page).click();
  await page.getByRole('heading', { name: 'Match', exact: true }).waitFor();
  await page.getByText('BitLocker encryption').first().waitFor();
  nothingHappened(seen, 'workbook');
  await context.close();
});

test('a messy list is put right by hand, with a reason for every line', async () => {
  for (const [width, height, colorScheme] of [[1280, 900, 'light'], [1280, 900, 'dark'], [360, 780, 'light']]) {
    const { context, page, seen } = await open(browser, both.list[1].address, { viewport: { width, height }, colorScheme });
    const list = [
      'Requirements of the customer;;;;', ';;;;', 'No.;Requirement;Platforms;;In use', ';;iOS;Android;',
      ';Security;;;', '1;Remote wipe;x;x;yes', '2;Passcode policy;x;;yes', ';Apps;;;', '3;App catalogue;x;x;no',
      '4;Kiosk mode;;x;yes', 'Total;4;;;', ';;;;', 'Source: interviews;;;;', '',
    ].join('\r\n');
    await give(page, 'messy.csv', Buffer.from(`\ufeff${list}`));
    await use(page).waitFor();
    assert.equal(await use(page).innerText(), 'Use 4 features');
    for (const [reason, count] of [['Above the header', 1], ['Header', 2], ['Heading of a section', 2], ['Total', 1], ['Below the table', 1], ['Blank', 2]]) {
      const figure = page.locator('.sums button').filter({ has: page.getByText(reason, { exact: true }) });
      assert.equal(await figure.locator('b').innerText(), String(count), reason);
    }
    // An x is asked for, and answered.
    await page.getByLabel('Meaning of x').selectOption('yes');
    await page.locator('.values [data-state=on]').first().waitFor();
    // A figure shows its lines; a line is brought back and left to the rules again.
    await page.locator('.sums button').filter({ hasText: 'Below the table' }).click();
    await page.getByRole('button', { name: /^13/ }).click();
    await page.getByRole('button', { name: 'Keep as a feature' }).click();
    await page.getByRole('button', { name: 'Use 5 features' }).waitFor();
    await page.getByText('No record is of this kind.').waitFor();
    assert.equal(await page.locator('.sums button[aria-pressed=true] b').innerText(), '0');
    await page.getByRole('button', { name: 'Leave it to the rules' }).click();
    await page.getByRole('button', { name: 'Use 4 features' }).waitFor();
    // A figure that is chosen stays, though nothing is left to show.
    await page.locator('.sums button').filter({ hasText: 'Kept as features' }).click();
    await page.getByLabel('Single texts head sections').uncheck();
    await page.getByRole('button', { name: 'Use 6 features' }).waitFor();
    await page.getByLabel('Single texts head sections').check();
    await page.getByRole('button', { name: 'Use 4 features' }).waitFor();
    const label = `import-messy-${width}-${colorScheme}`;
    await page.waitForTimeout(100);
    await shot(page, label);
    await axe(page, label);
    await fits(page, label);
    await use(page).click();
    await page.getByRole('heading', { name: 'Match', exact: true }).waitFor();
    nothingHappened(seen, label);
    await context.close();
  }
});

test('cells pasted from a spreadsheet are read from their table, line breaks and all', async () => {
  const { context, page, seen } = await open(browser, both.list[1].address);
  await page.getByRole('button', { name: 'Paste or type it' }).click();
  await page.locator('#paste').evaluate((area) => {
    const data = new DataTransfer();
    data.setData('text/plain', 'Feature\tPlatform\nWi-Fi\tiOS\n');
    data.setData('text/html', '<table><tr><td>Feature<td>Platform<td>Devices<tr><td>Wi-Fi<br>with certificate<td>iOS<td>900<tr><td>Kiosk mode<td>Android<td>20</table>');
    area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await page.getByText(/a table of a web page or document/).waitFor();
  await page.getByText('Wi-Fi ⏎ with certificate').waitFor();
  await shot(page, 'import-pasted-1280');
  await use(page).click();
  await page.getByRole('heading', { name: 'Match', exact: true }).waitFor();
  nothingHappened(seen, 'pasted');
  await context.close();
});

// A ZIP archive of one deflated part beside a content type, by hand.
function archive(parts) {
  const locals = [], central = [];
  let at = 0;
  const crc = (bytes) => {
    let sum = ~0;
    for (const byte of bytes) { sum ^= byte; for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (0xedb88320 & -(sum & 1)); }
    return ~sum >>> 0;
  };
  for (const { name, text, size } of parts) {
    const packed = deflateRawSync(text, { level: 9 });
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0); head.writeUInt16LE(8, 4);
    head.writeUInt32LE(size ? 0 : crc(text), 10); head.writeUInt32LE(packed.length, 14); head.writeUInt32LE(size ?? text.length, 18);
    head.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), head, Buffer.from(name), packed]);
    const entry = Buffer.alloc(42);
    entry.writeUInt16LE(20, 0); head.copy(entry, 2, 0, 26); entry.writeUInt32LE(at, 38);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), entry, Buffer.from(name)]));
    locals.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(central), end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4); end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(directory.length, 8); end.writeUInt32LE(at, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

test('bombs and damaged workbooks are refused with a message, and the page goes on', async () => {
  const { context, page, seen } = await open(browser, both.list[1].address);
  const types = { name: '[Content_Types].xml', text: Buffer.from('<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>') };
  const bomb = archive([types, { name: 'xl/workbook.xml', text: Buffer.alloc(100 * 1024 * 1024, ' ') }]);
  assert.ok(bomb.length < 500_000);
  const laughs = archive([types, { name: 'xl/workbook.xml', text: Buffer.from('<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><workbook>&c;</workbook>') }]);
  const half = fixture('workbooks/features.xlsx');
  for (const [name, bytes, words] of [
    ['bomb.xlsx', bomb, /holds too much when unpacked/],
    ['laughs.xlsx', laughs, /declares a document type/],
    ['half.xlsx', half.subarray(0, half.length / 2), /could not be read/],
  ]) {
    await give(page, name, bytes);
    await page.getByText(words).last().waitFor();
    await page.getByRole('button', { name: /Choose a file/ }).waitFor();
  }
  await page.getByRole('button', { name: /Northwind/ }).click();
  await use(page).waitFor();
  nothingHappened(seen, 'bombs');
  await context.close();
});

test('a newer list is compared with the one in use, and decisions stay', async () => {
  for (const [width, height, colorScheme] of [[1280, 900, 'light'], [1280, 900, 'dark'], [360, 780, 'light'], [360, 780, 'dark']]) {
    const { context, page, seen } = await open(browser, both.list[1].address, { viewport: { width, height }, colorScheme });
    await give(page, 'before.csv', fixture('reimport/before.csv'));
    await use(page).click();
    await page.getByRole('heading', { name: 'Match', exact: true }).waitFor();
    await page.locator('.jobs').waitFor({ state: 'detached' });
    // The seventh feature, which the newer list does not have, and the first.
    await page.getByRole('button', { name: 'Geofencing' }).first().click();
    await page.keyboard.press('n');
    await page.getByText(/1 of 16 looked at/).waitFor();
    await page.locator('.rail').getByRole('link', { name: /Import/ }).click();
    await give(page, 'after.csv', fixture('reimport/after.csv'));
    const figure = (name) => page.locator('.sums').first().locator('li').filter({ has: page.getByText(name, { exact: true }) });
    await figure('Gone').waitFor();
    for (const [name, count] of [['Unchanged', 10], ['Changed', 4], ['New', 2], ['Gone', 2]]) {
      assert.equal(await figure(name).locator('b').innerText(), String(count), name);
    }
    await shot(page, `import-again-${width}-${colorScheme}`);
    await figure('Changed').getByRole('button').click();
    await page.getByText('Platform: iOS → iOS, Android').waitFor();
    await axe(page, `changed at ${width}, ${colorScheme}`);
    await shot(page, `import-changed-${width}-${colorScheme}`);
    // One of the new ones is left away.
    await figure('New').getByRole('button').click();
    await page.getByLabel('Take over: Protokolle vom Gerät anfordern').uncheck();
    await page.getByText('1 of 2 taken over').waitFor();
    await figure('Gone').getByRole('button').click();
    await page.getByText('no match', { exact: true }).waitFor();
    await shot(page, `import-gone-${width}-${colorScheme}`);
    await page.getByRole('button', { name: 'Use 15 features' }).click();
    await page.getByRole('heading', { name: 'Match', exact: true }).waitFor();
    await page.locator('.jobs').waitFor({ state: 'detached' });
    await page.getByText(/0 of 15 looked at/).waitFor();
    await page.getByRole('button', { name: /^Closed 2/ }).click();
    await page.getByRole('button', { name: 'Geofencing' }).first().click();
    await page.getByText(/It is neither judged nor planned/).waitFor();
    await axe(page, `closed at ${width}, ${colorScheme}`);
    await fits(page, `closed at ${width}`);
    await shot(page, `match-closed-${width}-${colorScheme}`);
    await page.getByRole('button', { name: 'Open it again' }).click();
    await page.getByText(/1 of 16 looked at/).waitFor();
    // Two steps back is the list as it was, with its decision.
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await page.getByText(/1 of 16 looked at/).waitFor();
    // The facet is still chosen, and empty.
    assert.equal(await page.getByRole('button', { name: /^Closed [1-9]/ }).count(), 0);
    nothingHappened(seen, 'compare');
    await context.close();
  }
});

test('a long list is looked at and used, and the page stays quick', async () => {
  const rows = Number(process.env.LIST_ROWS ?? 5000);
  const names = ['Remote wipe', 'Geofencing', 'Per-app VPN', 'Kiosk mode', 'Gerät sperren'];
  const lines = ['ID,Feature,Category,Platform,In use,Priority,Devices,Notes'];
  for (let row = 1; row <= rows; row += 1) {
    lines.push(`${row},${names[row % 5]} ${row},${['Devices', 'Apps'][row % 2]},${['iOS', 'Android', 'Windows'][row % 3]},${row % 3 ? 'yes' : 'no'},${['Must', 'Should'][row % 2]},${row % 900},${row % 7 ? '' : 'asked in the workshop'}`);
  }
  const { context, page, seen } = await open(browser, both.list[0].address);
  await page.evaluate(() => {
    globalThis.long = [];
    new PerformanceObserver((list) => globalThis.long.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: 'longtask' });
  });
  // The longest task of the page's thread since the last step.
  const step = async (name) => {
    await page.waitForTimeout(300);
    const longest = await page.evaluate(() => Math.max(0, ...globalThis.long.splice(0)));
    console.log(`${rows} rows, ${name}: the longest task of the page ${longest} ms`);
  };
  // Given from the disk and looked for by selectors: whatever the test does in the page counts as the page's own task.
  const folder = mkdtempSync(join(tmpdir(), 'gapline-'));
  const file = join(folder, 'long.csv');
  writeFileSync(file, lines.join('\r\n'));
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.locator('.drop button.primary').click()]);
  await chooser.setFiles(file);
  const frame = page.locator('[role="region"][aria-label="Records of the file"]');
  await frame.locator('tbody tr').nth(20).waitFor({ timeout: 120_000 });
  assert.equal((await page.locator('.page.import header button.primary').innerText()).replace(/\D/g, ''), String(rows));
  await step('read and drawn');
  for (const place of [0.2, 0.9, 0.5]) {
    await frame.evaluate((element, part) => { element.scrollTop = element.scrollHeight * part; }, place);
    await page.waitForTimeout(100);
  }
  assert.ok(await frame.locator('tbody tr').count() < 120, 'only rows in sight are drawn');
  await step('scrolled');
  await page.getByLabel('Role of Notes').selectOption('keep');
  await page.locator('.jobs').waitFor({ state: 'detached' });
  await step('another role');
  await page.locator('.sums button').filter({ hasText: 'Kept as features' }).click();
  await step('filtered');
  await page.locator('.page.import header button.primary').click();
  await page.locator('.page.match').waitFor();
  await page.locator('.jobs').waitFor({ state: 'detached' });
  await page.waitForTimeout(1500);
  await step('used');
  nothingHappened(seen, 'long list');
  await context.close();
  rmSync(folder, { recursive: true });
});

test('a scale of 1 to 5 is one question, and every role says how sure it is', async () => {
  const { context, page, seen } = await open(browser, both.list[1].address);
  await give(page, 'scale.csv', `Feature;Priority\n${[1, 2, 3, 4, 5].map((one) => `Feature ${one};${one}`).join('\n')}\n`);
  await use(page).waitFor();
  const questions = page.locator('.side > .values > li');
  assert.equal(await questions.count(), 1);
  assert.match(await questions.innerText(), /Which figure is the highest priority\?\s*It decides for 1, 2, 3, 4, 5\./);
  await page.getByLabel('The highest priority').selectOption('largest');
  await page.getByText('No value is left that was not understood.').waitFor();
  const sure = page.locator('.map thead details').nth(1);
  assert.equal(await sure.locator('summary').innerText(), 'sure, 100 %');
  await sure.locator('summary').click();
  assert.match(await sure.innerText(), /100 of 100: by its heading, word for word \(100\), times 5 of 5 values/);
  await shot(page, 'import-scale-1280');
  await axe(page, 'scale');
  await fits(page, 'scale');
  nothingHappened(seen, 'scale');
  await context.close();
});
