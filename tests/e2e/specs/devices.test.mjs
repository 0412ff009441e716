// Lists with one row per device: counted, put right, used as the estate; a large one without freezing the page.
import assert from 'node:assert/strict';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { editions, launch, open, root } from '../support/browser.mjs';
import { axe, fits, nothingHappened, shot } from '../support/checks.mjs';
import { choose, go } from '../support/job.mjs';

let browser, both;
before(async () => { browser = await launch(); both = await editions(); });
after(async () => { await browser?.close(); both?.close(); });

const path = (name) => join(root, 'tests/fixtures/devices', name);
const pick = (page) => page.getByRole('button', { name: /Choose a file|Other file/ }).click();

async function give(page, files) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), pick(page)]);
  await chooser.setFiles(files);
}

test('a device list is counted, put right and used, and nothing personal is kept', async () => {
  for (const [width, height, colorScheme] of [[1280, 900, 'light'], [1280, 900, 'dark'], [360, 780, 'light'], [360, 780, 'dark']]) {
    const { context, page, seen } = await open(browser, both.list[1].address, { viewport: { width, height }, colorScheme });
    await context.setOffline(true);
    await give(page, [path('generisch.csv')]);
    await page.getByRole('heading', { name: '28 devices' }).waitFor();
    await axe(page, `devices at ${width}, ${colorScheme}`);
    await fits(page, `devices at ${width}`);
    await shot(page, `devices-${width}-${colorScheme}`);
    await page.getByRole('button', { name: 'Use 27 devices' }).waitFor();
    await page.getByLabel('Platform of Symbian').selectOption('android-corp');
    await page.getByRole('button', { name: 'Use 28 devices' }).click();
    await page.getByText('28 devices', { exact: true }).waitFor();
    await shot(page, `devices-used-${width}-${colorScheme}`);
    await go(page, 'Plan');
    await page.getByText('Devices: 28').waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Control+s')]);
    const saved = readFileSync(await download.path(), 'utf8');
    assert.ok(!/Müller|SN005/.test(saved), 'persons and serial numbers are not saved');
    nothingHappened(seen, 'devices');
    await context.close();
  }
});

test('several files come one after the other, whatever they hold', async () => {
  const { context, page, seen } = await open(browser, both.list[1].address);
  await give(page, [join(root, 'tests/fixtures/reimport/before.csv'), path('intune.csv')]);
  await page.getByText('Next: intune.csv').waitFor();
  await page.getByRole('button', { name: 'Use 16 features' }).click();
  await page.getByRole('heading', { name: '36 devices' }).waitFor();
  await page.getByRole('button', { name: 'It is a list of features' }).click();
  await page.getByRole('button', { name: 'It lists devices' }).click();
  await page.getByRole('button', { name: 'Use 36 devices' }).click();
  await page.getByText(/16 features/).first().waitFor();
  await page.getByText('36 devices', { exact: true }).waitFor();
  await fits(page, 'list and devices in use');
  await shot(page, 'devices-with-list-1280-light');
  nothingHappened(seen, 'several files');
  await context.close();
});

test('cells pasted anywhere on the Import page are read', async () => {
  const { context, page, seen } = await open(browser, both.list[1].address);
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', 'Feature\tPlatform\nWi-Fi\tiOS\nVPN\tAndroid\n');
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await page.getByRole('button', { name: 'Use 2 features' }).waitFor();
  nothingHappened(seen, 'paste');
  await context.close();
});

test('a large device list is read with progress, can be stopped, and the page stays quick', async () => {
  const rows = Number(process.env.DEVICE_ROWS ?? 200_000);
  const folder = mkdtempSync(join(tmpdir(), 'gapline-'));
  const file = join(folder, 'large.csv');
  const out = createWriteStream(file);
  out.write('Last Seen,Friendly Name,Ownership,Username,Email Address,Platform,OS Version,Model,Organization Group,Enrollment Status,Serial Number,IMEI\n');
  const kinds = ['Corporate|Apple iOS|17.5.1|iPhone 14', 'Corporate|Android|13|Galaxy A54', 'Corporate|Windows Desktop|10.0.22631.3880|Latitude 5540', 'Employee Owned|Apple macOS|14.5|MacBook Air'];
  for (let row = 0; row < rows; row += 1) {
    const [owner, platform, version, model] = kinds[row % 4].split('|');
    const line = `11/20/2026 08:${row % 60} AM,user${row}-device-${row},${owner},user${row},user${row}@contoso.example.com,${platform},${version},${model},Group ${row % 400},Enrolled,SN${row}X,35${String(row).padStart(13, '0')}\n`;
    if (!out.write(line)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
  const { context, page, seen } = await open(browser, both.list[0].address);
  await page.evaluate(() => {
    globalThis.long = [];
    new PerformanceObserver((list) => globalThis.long.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: 'longtask' });
  });
  await give(page, [file]);
  await page.locator('.jobs progress[value]').waitFor();
  await page.locator('.jobs').getByRole('button', { name: 'Cancel' }).click({ force: true });
  await page.locator('.jobs').waitFor({ state: 'detached' });
  assert.equal(await page.getByRole('heading', { name: /devices$/ }).count(), 0);
  const begun = Date.now();
  await give(page, [file]);
  await page.getByRole('heading', { name: new RegExp(`^${rows.toLocaleString('en').replaceAll(',', '.')} devices$`) }).waitFor({ timeout: 300_000 });
  console.log(`${rows} devices in ${Date.now() - begun} ms, the longest task of the page ${Math.max(0, ...await page.evaluate(() => globalThis.long))} ms`);
  nothingHappened(seen, 'large');
  await context.close();
  rmSync(folder, { recursive: true });
});
