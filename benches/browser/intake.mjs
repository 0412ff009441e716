// Reads the same lists with Gapline and with other readers, in one page and one run of headless Chromium, and prints
// medians of nine in milliseconds. Every reader starts from bytes and ends with typed rows.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createRequire } from 'node:module';

const here = dirname(fileURLToPath(import.meta.url));
const { chromium } = createRequire(join(here, '../../tests/e2e/package.json'))('playwright-core');
const [glue, wasm] = process.argv.slice(2);
const peers = {
  papaparse: 'papaparse/papaparse.min.js',
  udsv: 'udsv/dist/uDSV.iife.min.js',
  'd3-dsv': 'd3-dsv/dist/d3-dsv.min.js',
  'csv-parse': 'csv-parse/dist/iife/sync.js',
  xlsx: 'xlsx/dist/xlsx.full.min.js',
};
const version = (name) => JSON.parse(readFileSync(join(here, 'node_modules', name, 'package.json'), 'utf8')).version;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
const page = await browser.newPage();
await page.goto(pathToFileURL(join(here, 'page.html')).href);
for (const path of Object.values(peers)) await page.addScriptTag({ path: join(here, 'node_modules', path) });
await page.addScriptTag({ path: glue });
await page.evaluate(async (base64) => {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  await wasm_bindgen({ module_or_path: bytes });
}, readFileSync(wasm).toString('base64'));

const results = await page.evaluate(async () => {
  const FEATURES = ['Remote wipe', 'Geofencing', 'Per-app VPN', 'Kiosk mode', 'Wi-Fi profile, with certificate', 'Passcode "strong"', 'App catalogue', 'Gerät sperren'];
  const AREAS = ['Devices', 'Network', 'Apps', 'Security'];
  const PLATFORMS = ['iOS', 'Android', 'Windows', 'macOS', 'iOS, Android'];
  const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const list = (rows) => {
    const lines = ['ID,Feature,Category,Platform,In use,Priority,Devices,Notes'];
    for (let row = 0; row < rows; row += 1) {
      lines.push([row + 1, `${FEATURES[row % 8]} ${row}`, AREAS[row % 4], PLATFORMS[row % 5], row % 3 ? 'yes' : 'no', ['Must', 'Should', 'Could'][row % 3], row % 900, row % 7 ? '' : 'asked in the workshop, see minutes'].map(String).map(quoted).join(','));
    }
    return lines.join('\r\n') + '\r\n';
  };
  const text = (bytes) => new TextDecoder().decode(bytes);
  const csv = {
    'Gapline, rows': (bytes) => wasm_bindgen.rows('list.csv', bytes),
    'Gapline, cells only': (bytes) => wasm_bindgen.cells('list.csv', bytes) - 1,
    'Papa Parse': (bytes) => Papa.parse(text(bytes), { header: true, dynamicTyping: true, skipEmptyLines: true }).data.length,
    'uDSV + TextDecoder': (bytes) => { const all = text(bytes); return uDSV.initParser(uDSV.inferSchema(all)).typedArrs(all).length; },
    'd3-dsv': (bytes) => d3.csvParse(text(bytes), d3.autoType).length,
    'csv-parse': (bytes) => csv_parse_sync.parse(text(bytes), { columns: true, cast: true }).length,
  };
  const workbook = {
    'Gapline, rows': (bytes) => wasm_bindgen.rows('list.xlsx', bytes),
    'Gapline, cells only': (bytes) => wasm_bindgen.cells('list.xlsx', bytes) - 1,
    SheetJS: (bytes) => { const book = XLSX.read(bytes, { dense: true }); return XLSX.utils.sheet_to_json(book.Sheets[book.SheetNames[0]]).length; },
  };
  const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
  // The readers take turns, so that what else the machine does meets all alike.
  const measure = async (readers, bytes, rows) => {
    const times = Object.fromEntries(Object.keys(readers).map((name) => [name, []]));
    for (let turn = 0; turn < 10; turn += 1) {
      for (const [name, read] of Object.entries(readers)) {
        wasm_bindgen.release();
        await pause();
        const begun = performance.now();
        const found = read(bytes);
        const time = performance.now() - begun;
        if (found !== rows) throw new Error(`${name}: ${found} rows of ${rows}`);
        // The first turn warms up.
        if (turn > 0) times[name].push(time);
      }
    }
    return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, all.sort((a, b) => a - b)[4]]));
  };
  const results = {};
  for (const rows of [1000, 10_000, 100_000]) {
    results[`CSV, ${rows.toLocaleString('en')} × 8`] = await measure(csv, new TextEncoder().encode(list(rows)), rows);
  }
  const sheet = XLSX.utils.json_to_sheet(Papa.parse(list(10_000), { header: true, dynamicTyping: true, skipEmptyLines: true }).data);
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, 'Features');
  const bytes = new Uint8Array(XLSX.write(book, { type: 'array', bookType: 'xlsx', compression: true }));
  results['XLSX, 10,000 × 8'] = await measure(workbook, bytes, 10_000);
  return results;
});
const chrome = browser.version();
await browser.close();

const readers = [...new Set(Object.values(results).flatMap((one) => Object.keys(one)))];
const cell = (time) => (time === undefined ? '' : time.toFixed(1));
const lines = [
  `| Medians of nine, ms | ${Object.keys(results).join(' | ')} |`,
  `| --- | ${Object.keys(results).map(() => '---:').join(' | ')} |`,
  ...readers.map((name) => `| ${name} | ${Object.values(results).map((one) => cell(one[name])).join(' | ')} |`),
];
const versions = Object.keys(peers).map((name) => `${name} ${version(name)}`).join(', ');
console.log(`${lines.join('\n')}\n\nChromium ${chrome}; ${versions}.`);
if (process.env.BENCH_OUT) writeFileSync(process.env.BENCH_OUT, `${lines.join('\n')}\n`);
