// Matches labelled lists with Gapline and with general searches, in one page and one run of headless Chromium: every
// search has the same texts and gets the same rows. Prints how often the best or an acceptable answer is first or among
// the first three, and the time for a thousand rows (by the list's own length); for Gapline also a list of a thousand
// rows, one of ten thousand, and each keystroke of a search for a capability.
// node matching.mjs GLUE WASM FOLDER: every CSV of the folder has the columns of `cargo run --example evaluate`.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createRequire } from 'node:module';
import { parse } from 'csv-parse/sync';

const here = dirname(fileURLToPath(import.meta.url));
const { chromium } = createRequire(join(here, '../../tests/e2e/package.json'))('playwright-core');
const [glue, wasm, folder] = process.argv.slice(2);
const rows = readdirSync(folder)
  .filter((name) => name.endsWith('.csv'))
  .flatMap((name) => parse(readFileSync(join(folder, name)), { columns: true }))
  .filter((row) => row.best !== 'NONE')
  .map((row) => ({ text: row.text.replaceAll('\t', ' ').replaceAll('\n', ' '), platforms: row.platform_hint, right: [row.best, ...row.acceptable.split(';')].filter(Boolean) }));
const version = (name) => JSON.parse(readFileSync(join(here, 'node_modules', name, 'package.json'), 'utf8')).version;
const module = (path) => readFileSync(join(here, 'node_modules', path), 'utf8');

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
const page = await browser.newPage();
await page.goto(pathToFileURL(join(here, 'page.html')).href);
await page.addScriptTag({ path: join(here, 'node_modules/@leeoniya/ufuzzy/dist/uFuzzy.iife.min.js') });
await page.addScriptTag({ path: join(here, 'node_modules/flexsearch/dist/flexsearch.bundle.min.js') });
await page.addScriptTag({ path: join(here, 'node_modules/minisearch/dist/umd/index.js') });
await page.addScriptTag({ content: `const exports = {};${module('okapibm25/dist/BM25.js')}\n;window.okapi = exports.default;` });
await page.addScriptTag({ content: `${module('fuse.js/dist/fuse.min.mjs').replace(/export\s*\{([^}]*)\}\s*;?/, (_, names) => `window.Fuse=${/(\w+) as default/.exec(names)?.[1] ?? 'Fuse'};`).replace(/export default (\w+)/, 'window.Fuse=$1')}`, type: 'module' });
await page.addScriptTag({ path: glue });
await page.evaluate(async (base64) => {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  await wasm_bindgen({ module_or_path: bytes });
}, readFileSync(wasm).toString('base64'));

const results = await page.evaluate(async (rows) => {
  const built = performance.now();
  const matcher = new wasm_bindgen.Matcher();
  const build = performance.now() - built;
  const texts = matcher.texts().split('\n').map((line) => line.split('\t')).filter(([id]) => !id.startsWith('outside:'));
  const words = (text) => text.toLowerCase().normalize('NFKD').replace(/[^\p{L}\p{N} ]/gu, ' ').split(/\s+/).filter(Boolean);
  // Every text is an entry of its own; an id counts where its first text stands.
  const distinct = (places) => [...new Set(places.map((place) => texts[place][0]))].slice(0, 5);
  const entries = texts.map(([, text], id) => ({ id, text }));
  // For searches of whole documents: all texts of an id together.
  const whole = new Map();
  for (const [id, text] of texts) whole.set(id, `${whole.get(id) ?? ''} ${text}`);
  const ids = [...whole.keys()];
  const fuse = new Fuse(entries, { keys: ['text'], includeScore: true, ignoreLocation: true, threshold: 0.6 });
  const mini = new MiniSearch({ fields: ['text'], searchOptions: { fuzzy: 0.2, prefix: true, combineWith: 'OR' } });
  mini.addAll(entries);
  const miniWhole = new MiniSearch({ fields: ['text'], searchOptions: { fuzzy: 0.2, combineWith: 'OR' } });
  miniWhole.addAll(ids.map((id, place) => ({ id: place, text: whole.get(id) })));
  const haystack = texts.map(([, text]) => text);
  const fuzzy = new uFuzzy({ intraMode: 1 });
  const flex = new FlexSearch.Index({ tokenize: 'forward' });
  haystack.forEach((text, place) => flex.add(place, text));
  const corpus = ids.map((id) => words(whole.get(id)).join(' '));
  const bm25 = (row) => {
    const scores = okapi(corpus, words(row.text), { b: 0.75, k1: 1.5 });
    return scores.map((score, place) => [score, place]).sort((a, b) => b[0] - a[0]).slice(0, 5).map(([, place]) => ids[place]);
  };
  const each = (search) => (list) => list.map(search);
  const searches = {
    Gapline: [(list) => matcher.propose(list.map((row) => `${row.text}\t${row.platforms}`).join('\n')).split('\n').map((line) => line.split(' ')), 5],
    'MiniSearch, texts': [each((row) => distinct(mini.search(row.text).slice(0, 200).map((hit) => hit.id))), 3],
    'MiniSearch, documents': [each((row) => miniWhole.search(row.text).slice(0, 5).map((hit) => ids[hit.id])), 3],
    FlexSearch: [each((row) => distinct(flex.search(row.text, { limit: 50, suggest: true }))), 3],
    uFuzzy: [each((row) => {
      const [places, , order] = fuzzy.search(haystack, words(row.text).slice(0, 8).join(' '), 3, 1000);
      return distinct((order ? order.map((at) => places[at]) : (places ?? [])).slice(0, 50));
    }), 3],
    'BM25 (okapibm25), documents': [each(bm25), 1],
    'Fuse.js': [each((row) => distinct(fuse.search(row.text.slice(0, 120), { limit: 50 }).map((hit) => hit.refIndex))), 1],
  };
  const results = {};
  for (const [name, [search, turns]] of Object.entries(searches)) {
    const times = [];
    let found;
    for (let turn = 0; turn < turns; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      const begun = performance.now();
      found = search(rows);
      times.push(((performance.now() - begun) * 1000) / rows.length);
    }
    const within = (most) => rows.filter((row, at) => found[at].slice(0, most).some((id) => row.right.includes(id))).length;
    results[name] = { first: within(1), three: within(3), time: times.sort((a, b) => a - b)[turns >> 1] };
  }
  const lines = rows.map((row) => `${row.text}\t${row.platforms}`);
  // So many rows, the list again and again, with an index that has seen none of them; then the median of five turns.
  const timed = (count) => {
    const many = Array.from({ length: count }, (_, at) => lines[at % lines.length]).join('\n');
    const fresh = new wasm_bindgen.Matcher();
    const times = Array.from({ length: 6 }, () => {
      const begun = performance.now();
      fresh.propose(many);
      return performance.now() - begun;
    });
    fresh.free();
    return { first: times[0], median: times.slice(1).sort((a, b) => a - b)[2] };
  };
  const lists = [timed(1000), timed(10_000)];
  const strokes = [];
  for (const row of rows) {
    for (let end = 1; end <= Math.min(row.text.length, 40); end += 1) {
      const begun = performance.now();
      matcher.look_up(row.text.slice(0, end));
      strokes.push(performance.now() - begun);
    }
  }
  strokes.sort((a, b) => a - b);
  const stroke = [0.5, 0.99, 1].map((part) => strokes[Math.min(strokes.length - 1, Math.floor(part * strokes.length))]);
  return { results, build, texts: texts.length, lists, stroke, strokes: strokes.length };
}, rows);
const chrome = browser.version();
await browser.close();

const share = (count) => ((100 * count) / rows.length).toFixed(1);
console.log(`${rows.length} rows with an answer; ${results.texts} texts; Gapline's index is built in ${results.build.toFixed(0)} ms.\n`);
console.log('| Search | first | among three | ms for 1,000 rows |\n| --- | ---: | ---: | ---: |');
for (const [name, one] of Object.entries(results.results)) {
  console.log(`| ${name} | ${share(one.first)} | ${share(one.three)} | ${one.time < 1000 ? one.time.toFixed(0) : Math.round(one.time).toLocaleString('en')} |`);
}
console.log(`\nGapline: ${['1,000', '10,000'].map((count, at) => `${count} rows in ${results.lists[at].median.toFixed(0)} ms (${results.lists[at].first.toFixed(0)} the first time)`).join(', ')}. Search by typing, ${results.strokes} keystrokes: median ${results.stroke[0].toFixed(1)} ms, 99 of 100 within ${results.stroke[1].toFixed(1)} ms, longest ${results.stroke[2].toFixed(1)} ms.`);
const peers = ['minisearch', 'flexsearch', '@leeoniya/ufuzzy', 'okapibm25', 'fuse.js'];
console.log(`\nChromium ${chrome}; ${peers.map((name) => `${name} ${version(name)}`).join(', ')}.`);
