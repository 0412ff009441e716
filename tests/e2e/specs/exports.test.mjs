// The plan's files as others read them: iCalendar by ical.js, the chart by Mermaid itself. Both against plan.csv.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import ICAL from 'ical.js';
import { editions, launch, open, out } from '../support/browser.mjs';
import { download, nothingHappened } from '../support/checks.mjs';
import { choose, fill, go, importList } from '../support/job.mjs';

const NAMES = ['Comma, semicolon; "quote"', 'Colon: at 12:30', 'Zwei\nZeilen', 'Prüfung größer, Straße', 'Umzug 🚚👩‍👩‍👧 ✅',
  '=1+1', '#12; <b>x</b> &amp; {y}', 'section title', '5% done %% now', '2027-01-01 starts', 'back\\slash \\n', '日本語のタスク'];
const FILES = { plan: 'Save the plan', calendar: 'Save the calendar', mermaid: 'Save the plan as Mermaid' };

let browser, both;
before(async () => { browser = await launch(); both = await editions(); });
after(async () => { await browser?.close(); both?.close(); });

// Rows of a CSV file by its head.
function table(text) {
  const rows = [[]];
  let cell = '', quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (quoted && letter === '"' && text[at + 1] === '"') { cell += '"'; at += 1; } else if (letter === '"') quoted = !quoted;
    else if (!quoted && (letter === ',' || letter === '\n')) {
      rows.at(-1).push(cell.replace(/\r$/, ''));
      cell = '';
      if (letter === '\n') rows.push([]);
    } else cell += letter;
  }
  const [head, ...body] = rows.filter((row) => row.length > 1);
  return body.map((row) => Object.fromEntries(head.map((name, column) => [name, row[column]])));
}

const iso = (date) => [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
const dayBefore = (date) => iso(new Date(date.getFullYear(), date.getMonth(), date.getDate() - 1));

test('calendar and chart hold the dates and names of the plan', async () => {
  const { name, address } = both.list[0];
  const first = await open(browser, address);
  await importList(first.page);
  await go(first.page, 'Plan');
  await fill(first.page, 'Start', '2027-01-11');
  await fill(first.page, 'Target', '2027-12-31');
  await fill(first.page, 'Devices: iOS and iPadOS', '900');
  await first.page.getByText(/is met with \d+ working days/).first().waitFor();
  await go(first.page, 'Deliver');
  const rowsBefore = table((await download(first.page, () => first.page.getByRole('button', { name: FILES.plan, exact: true }).click())).bytes.toString('utf8').slice(1));
  const saved = await download(first.page, () => first.page.getByRole('button', { name: 'Save the project' }).click());
  nothingHappened(first.seen, name);
  await first.context.close();

  // The same project with names that break formats.
  const project = JSON.parse(saved.bytes.toString('utf8'));
  NAMES.forEach((text, index) => { project.project.plan.edits[rowsBefore[index].Key] = { name: text, owner: 'Müller, Jörg' }; });
  const { context, page, seen } = await open(browser, address);
  await choose(page, () => page.getByRole('button', { name: 'Open…' }).click(), 'names.gapline', JSON.stringify(project));
  // An opened project shows Match: whoever went elsewhere before it came would be taken there.
  await page.getByRole('heading', { name: 'Match', exact: true }).waitFor();
  await go(page, 'Deliver');
  const text = async (label) => (await download(page, () => page.getByRole('button', { name: label, exact: true }).click())).bytes.toString('utf8');
  const rows = table((await text(FILES.plan)).slice(1));
  const byKey = new Map(rows.map((row) => [row.Key, row]));
  const nameOf = (row) => row.Task.replace(/^'(?=[=+@-])/, '');
  NAMES.forEach((text) => assert.ok(rows.some((row) => nameOf(row) === text), text));

  // iCalendar.
  const calendar = new ICAL.Component(ICAL.parse(await text(FILES.calendar)));
  const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
  const seenKeys = new Set();
  for (const event of events) {
    const key = event.uid.replace(/-[0-9a-f]{16}@gapline\.invalid$/, '');
    seenKeys.add(key);
    assert.ok(event.startDate.isDate && event.endDate.isDate, `${key}: all day`);
    if (key === 'target') continue;
    const row = byKey.get(key);
    assert.equal(event.startDate.toString(), row.Start, key);
    assert.equal(dayBefore(event.endDate.toJSDate()), row.Finish, `${key}: the end is exclusive`);
    assert.equal(event.summary, nameOf(row), key);
  }
  assert.equal(seenKeys.size, events.length);
  for (const row of rows) {
    const isMessage = /^wave-\d+-(announce|instruct|deadline|enforce)$/.test(row.Key);
    if (isMessage || row['Working days'] === '0') assert.ok(seenKeys.has(row.Key), `${row.Key} is in the calendar`);
  }

  // The picture, by the browser's own decoder: as wide as the drawing twice, and not blank.
  const { bytes: png } = await download(page, () => page.getByRole('button', { name: 'Save the picture', exact: true }).click());
  const seenPicture = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    let inked = 0;
    for (let at = 0; at < data.length; at += 4) inked += Number(data[at] + data[at + 1] + data[at + 2] < 740);
    return { width: bitmap.width, height: bitmap.height, share: inked / (bitmap.width * bitmap.height) };
  }, png.toString('base64'));
  writeFileSync(join(out, `plan-picture-${name}.png`), png);
  assert.equal(seenPicture.width, 2 * 1120);
  assert.ok(seenPicture.height > 800 && seenPicture.share > 0.01 && seenPicture.share < 0.6, JSON.stringify(seenPicture));

  // Mermaid.
  const chart = await text(FILES.mermaid);
  await context.close();
  nothingHappened(seen, name);
  const drawing = await browser.newContext();
  const paper = await drawing.newPage();
  await paper.setContent('<!doctype html><body></body>');
  await paper.addScriptTag({ content: readFileSync(createRequire(import.meta.url).resolve('@mermaid-js/tiny/dist/mermaid.tiny.js'), 'utf8') });
  const read = await paper.evaluate(async (text) => {
    globalThis.mermaid.initialize({ startOnLoad: false });
    const diagram = await globalThis.mermaid.mermaidAPI.getDiagramFromText(text);
    const { svg } = await globalThis.mermaid.render('chart', text);
    return { svg: svg.length, tasks: diagram.db.getTasks().map((one) => ({ ...one, startTime: one.startTime.getTime(), endTime: one.endTime.getTime() })) };
  }, chart);
  assert.ok(read.svg > 1000, 'it is drawn');
  assert.equal(read.tasks.length, rows.length + 1, 'every task and the target');
  for (const task of read.tasks) {
    if (task.id === 'the-target') continue;
    const row = byKey.get(task.id);
    assert.equal(iso(new Date(task.startTime)), row.Start, task.id);
    assert.equal(dayBefore(new Date(task.endTime)), row.Finish, `${task.id}: the last day counts`);
    assert.equal(Boolean(task.crit), row.Critical === 'yes', task.id);
    assert.equal(Boolean(task.milestone), row['Working days'] === '0', task.id);
    assert.equal(task.type, row.Stage, task.id);
    if (/^[\w ]+$/.test(nameOf(row)) && !/^(section|\d)/.test(nameOf(row))) assert.equal(task.task.trim(), nameOf(row));
  }
  await drawing.close();
});
