// The whole job on both editions: list in, matches confirmed, gaps read, plan dated, documents out, project back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { editions, launch, open } from '../support/browser.mjs';
import { download, nothingHappened } from '../support/checks.mjs';
import { choose, fill, go, importList } from '../support/job.mjs';

let browser, both;
before(async () => { browser = await launch(); both = await editions(); });
after(async () => { await browser?.close(); both?.close(); });

for (const place of [0, 1]) {
  test(`the main job on the ${['site', 'single file'][place]}`, async () => {
    const { name, address } = both.list[place];
    const { context, page, seen } = await open(browser, address);
    // From here on nothing outside can be reached at all.
    await context.setOffline(true);
    await importList(page);

    // Import: every record is accounted for.
    await go(page, 'Import');
    await page.getByText('10 records = 6 features + 4 set aside').waitFor();

    // Match: confirm what is suggested by exact name, judge the rest by keyboard.
    await go(page, 'Match');
    await page.getByRole('button', { name: /^Confirm [1-9]\d* exact$/ }).click();
    await page.getByRole('button', { name: 'Confirm 0 exact' }).waitFor();
    while (!(await page.getByText(/ 0 to go/).count())) {
      await page.keyboard.press((await page.locator('.candidates').count()) ? '1' : 'n');
      await page.waitForTimeout(30);
    }
    await page.keyboard.press('Control+z');
    await page.getByText(/ 1 to go/).waitFor();
    await page.keyboard.press('Control+Shift+z');
    await page.getByText(/ 0 to go/).waitFor();

    // Gaps: the finding, and a formula behind a number.
    await go(page, 'Gaps');
    await page.getByText(/6 features · /).waitFor();
    await page.getByRole('button', { name: 'How this is computed' }).click();
    await page.locator('dialog').getByText('Severity = verdict weight').waitFor();
    await page.keyboard.press('Escape');

    // Readiness: an answer raises something.
    await go(page, 'Readiness');
    await page.getByRole('button', { name: 'Unknown' }).first().click();
    await page.getByText(/^1 of \d+ questions answered/).waitFor();

    // Plan: dates, devices, and whether the target is met.
    await go(page, 'Plan');
    await fill(page, 'Start', '2027-01-11');
    await fill(page, 'Target', '2027-02-26');
    await fill(page, 'Devices: iOS and iPadOS', '900');
    await fill(page, 'Devices: Android corporate', '300');
    await page.getByText(/is missed by \d+ working days/).first().waitFor();
    await page.getByText(/What binds:/).first().waitFor();

    // Deliver: documents are opened and checked.
    await go(page, 'Deliver');
    const report = await download(page, () => page.getByRole('button', { name: 'Save the report' }).click());
    const html = report.bytes.toString('utf8');
    assert.match(html, /Enterprise Wipe/);
    assert.match(html, /is missed by \d+ working days/);
    assert.ok(!html.includes('<script'), 'the report has no script');
    const gaps = await download(page, () => page.getByRole('button', { name: 'Save the gap list' }).click());
    assert.equal(gaps.bytes.toString('utf8').trim().split('\r\n').length, 7, 'a head and six features');
    const calendar = await download(page, () => page.getByRole('button', { name: 'Save the calendar' }).click());
    assert.match(calendar.bytes.toString('utf8'), /^BEGIN:VCALENDAR\r\n/);
    const plan = await download(page, () => page.getByRole('button', { name: 'Save the plan', exact: true }).click());
    assert.match(plan.bytes.toString('utf8'), /wave-2-/);

    // The report stands on its own and prints with page numbers.
    const paper = await context.newPage();
    await paper.setContent(html);
    const pdf = await paper.pdf({ preferCSSPageSize: true, tagged: true });
    assert.ok(pdf.length > 20000, `${pdf.length} bytes of PDF`);
    await paper.close();

    // Save and open again: the same project.
    const saved = await download(page, () => page.getByRole('button', { name: 'Save the project' }).click());
    const project = JSON.parse(saved.bytes.toString('utf8'));
    assert.equal(project.format, 'gapline-project');
    assert.equal(Object.keys(project.project.decisions).length, 6);
    await page.getByText(/Saved to /).waitFor();
    await context.setOffline(false);
    nothingHappened(seen, name);

    const again = await open(browser, address);
    await choose(again.page, () => again.page.getByRole('button', { name: 'Open…' }).click(), 'again.gapline', saved.bytes.toString('utf8'));
    await again.page.getByText(/6 of 6 looked at/).waitFor();
    await go(again.page, 'Plan');
    await again.page.getByText(/is missed by \d+ working days/).first().waitFor();
    nothingHappened(again.seen, name);
    await again.context.close();
    await context.close();
  });
}

test('the site starts and works with all network refused after it has loaded', async () => {
  const { context, page, seen } = await open(browser, both.list[0].address);
  await context.route('**', (route) => route.abort());
  await importList(page);
  await go(page, 'Catalogue');
  await page.getByRole('heading', { name: 'Catalogue' }).waitFor();
  nothingHappened(seen, 'site, network refused');
  await context.close();
});

test('a reload offers the kept project and restores nothing by itself', async () => {
  const { context, page, seen } = await open(browser, both.list[0].address);
  await importList(page);
  await fill(page, 'Customer\'s name', 'Contoso Retail');
  const isKept = () => page.evaluate(async () => (await globalThis.gapline.kept()).some(([, name]) => name === 'Contoso Retail'));
  while (!await isKept()) await page.waitForTimeout(50);
  await page.getByText(/kept in this browser/).waitFor();
  await page.goto(both.list[0].address);
  await page.waitForSelector('html[data-loaded]', { state: 'attached' });
  await page.getByText('Go on where you were').waitFor();
  await page.getByText('Nothing to save yet').waitFor();
  await page.getByRole('button', { name: /Contoso Retail/ }).first().click();
  await page.getByText(/0 of 6 looked at/).waitFor();
  await page.getByText('Not saved to a file').waitFor();
  assert.deepEqual(seen.violations, []);
  assert.deepEqual(seen.errors, []);
  await context.close();
});

test('a wrong file changes nothing and says so', async () => {
  const { context, page, seen } = await open(browser, both.list[1].address);
  await importList(page);
  await choose(page, () => page.getByRole('button', { name: 'Open…' }).click(), 'book.xlsx', 'PK\u0003\u0004 a workbook');
  await page.getByText(/book.xlsx could not be read. The workbook is damaged in its archive/).waitFor();
  await choose(page, () => page.getByRole('button', { name: 'Open…' }).click(), 'new.gapline', '{"format":"gapline-project","version":99}');
  await page.getByText(/saved by a newer Gapline/).waitFor();
  await go(page, 'Match');
  await page.getByText(/0 of 6 looked at/).waitFor();
  nothingHappened(seen, 'wrong files');
  await context.close();
});

test('a panic leaves a recovery page with the last good project', async () => {
  const { context, page } = await open(browser, both.list[1].address);
  await importList(page);
  await page.getByText(/kept in this browser/).first().waitFor();
  await page.evaluate(() => globalThis.gapline.panicked('a test says so'));
  await page.getByRole('heading', { name: 'Gapline has stopped' }).waitFor();
  const saved = await download(page, () => page.getByRole('button', { name: /^Save “/ }).click());
  const project = JSON.parse(saved.bytes.toString('utf8'));
  assert.equal(project.format, 'gapline-project');
  assert.ok(project.project.table.records.length > 5);
  await context.close();
});

test('what could reach a network is gone, and the policy is active', async () => {
  for (const { name, address } of both.list) {
    const { context, page, seen } = await open(browser, address);
    const left = await page.evaluate(() => ['RTCPeerConnection', 'WebSocket', 'EventSource', 'WebTransport', 'XMLHttpRequest', 'fetch', 'open']
      .filter((word) => globalThis[word] !== undefined));
    assert.deepEqual(left, [], name);
    assert.equal(await page.evaluate(() => navigator.sendBeacon), undefined, name);
    const policy = await page.evaluate(() => document.querySelector('meta[http-equiv]').content);
    for (const part of ["default-src 'none'", "form-action 'none'", "base-uri 'none'", 'worker-src blob:', "require-trusted-types-for 'script'"]) {
      assert.ok(policy.includes(part), `${name}: ${part}`);
    }
    assert.ok(policy.includes(name === 'file' ? "connect-src 'none'" : "connect-src 'self'"), name);
    assert.ok(!policy.includes('unsafe-inline') && !policy.includes("'unsafe-eval'"), name);
    // The policy is no decoration: a style attribute is refused and reported.
    await page.evaluate(() => document.body.setAttribute('style', 'color: red'));
    await page.waitForTimeout(200);
    assert.equal(seen.violations.length, 1, `${name}: ${seen.violations}`);
    await context.close();
  }
});
