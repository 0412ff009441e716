// Levels the projects of a folder in headless Chromium and checks every schedule with a reader and a validator of its
// own, then times the simulation of a plan of 120 tasks.
// node schedule.mjs GLUE WASM FOLDER: PSPLIB `.sm` and RCPSP/max `.SCH` files, in folders or not; `bounds.csv` or
// `optimum.csv` may lie in FOLDER, below or above it. 50 ms for each project, then 1,000 schedules for each.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createRequire } from 'node:module';

const here = dirname(fileURLToPath(import.meta.url));
const { chromium } = createRequire(join(here, '../../tests/e2e/package.json'))('playwright-core');
const [glue, wasm, folder] = process.argv.slice(2);

const numbers = (line) => (line.match(/-?\d+/g) ?? []).map(Number);
const walk = (place) => readdirSync(place).sort().map((name) => join(place, name)).flatMap((path) => (statSync(path).isDirectory() ? walk(path) : [path]));

function singleMode(text) {
  const section = (title) => text.split(title)[1].split('\n').slice(1).filter((line) => /^\s*\d/.test(line)).map(numbers);
  const count = Number(/jobs.*?:\s*(\d+)/.exec(text)[1]);
  const requests = section('REQUESTS/DURATIONS').slice(0, count);
  const durations = requests.map((row) => row[2]);
  const links = section('PRECEDENCE RELATIONS').slice(0, count).flatMap((row, from) => row.slice(3).map((to) => [from, to - 1, durations[from]]));
  return { durations, demands: requests.map((row) => row.slice(3)), capacities: section('RESOURCEAVAILABILITIES')[0], links };
}

function withLags(text) {
  const rows = text.split('\n').map(numbers).filter((row) => row.length > 0);
  const count = rows[0][0] + 2;
  const links = rows.slice(1, count + 1).flatMap((row, from) => row.slice(3, 3 + row[2]).map((to, at) => [from, to, row[3 + row[2] + at]]));
  const requests = rows.slice(count + 1, 2 * count + 1);
  return { durations: requests.map((row) => row[2]), demands: requests.map((row) => row.slice(3)), capacities: rows[2 * count + 1], links };
}

// The longest chain of links, without resources.
function chain({ durations, links }) {
  const starts = durations.map(() => 0);
  for (let turn = 0; turn <= durations.length; turn += 1) {
    for (const [from, to, lag] of links) starts[to] = Math.max(starts[to], starts[from] + lag);
  }
  return Math.max(...starts.map((start, at) => start + durations[at]));
}

function isValid({ durations, demands, capacities, links }, starts) {
  if (starts.length !== durations.length || starts.some((start) => start < 0)) return false;
  if (links.some(([from, to, lag]) => starts[to] < starts[from] + lag)) return false;
  return capacities.every((capacity, resource) => {
    const used = [];
    starts.forEach((start, at) => {
      for (let time = start; time < start + durations[at]; time += 1) used[time] = (used[time] ?? 0) + demands[at][resource];
    });
    return used.every((amount) => amount <= capacity);
  });
}

const best = new Map();
const tables = [...walk(folder)];
for (let place = resolve(folder); place !== dirname(place); place = dirname(place)) tables.push(join(place, 'bounds.csv'), join(place, 'optimum.csv'));
for (const path of tables.filter((path) => ['bounds.csv', 'optimum.csv'].includes(basename(path)) && existsSync(path))) {
  for (const line of readFileSync(path, 'utf8').split('\n').slice(1).filter(Boolean)) {
    const cells = line.trim().split(',');
    best.set(cells[0].replace(/\.(sm|SCH)$/, ''), basename(path) === 'bounds.csv' ? Number(cells[4]) : cells[1] === 'unsat' ? 'unsat' : Number(cells[1]));
  }
}
const projects = walk(folder).filter((path) => /\.(sm|sch)$/i.test(path)).map((path) => {
  const text = readFileSync(path, 'latin1');
  const read = extname(path).toLowerCase() === '.sm' ? singleMode(text) : withLags(text);
  return { name: basename(path, extname(path)), ...read };
});

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
const page = await browser.newPage();
await page.goto(pathToFileURL(join(here, 'page.html')).href);
await page.addScriptTag({ path: glue });
await page.evaluate(async (base64) => {
  await wasm_bindgen({ module_or_path: Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)) });
}, readFileSync(wasm).toString('base64'));
const level = (millis, schedules) => page.evaluate(([projects, millis, schedules]) => projects.map((one) => Array.from(wasm_bindgen.schedule(
  Int32Array.from(one.durations), Uint32Array.from(one.demands.flat()), Uint32Array.from(one.capacities), Int32Array.from(one.links.flat()), millis, schedules,
))), [projects, millis, schedules]);

console.log(`${projects.length} projects in ${basename(resolve(folder))}\n`);
console.log('| Budget | above the longest chain | above the best known | infeasible | undecided | wrong |\n| --- | ---: | ---: | ---: | ---: | ---: |');
const mean = (list) => (list.length === 0 ? '' : `${(list.reduce((sum, one) => sum + one, 0) / list.length).toFixed(2)} %`);
let allWrong = 0;
for (const [label, millis, schedules] of [['50 ms', 50, 4294967295], ['1,000 schedules', 0, 1000]]) {
  const chains = [];
  const bests = [];
  let [infeasible, undecided, wrong] = [0, 0, 0];
  (await level(millis, schedules)).forEach((starts, at) => {
    const one = projects[at];
    const known = best.get(one.name);
    if (starts.length === 1 && starts[0] === -1) {
      infeasible += 1;
      wrong += Number(typeof known === 'number');
    } else if (starts.length === 1 && starts[0] === -2) {
      undecided += 1;
    } else if (!isValid(one, starts) || known === 'unsat') {
      wrong += 1;
    } else {
      const finish = Math.max(...starts.map((start, place) => start + one.durations[place]));
      chains.push((100 * (finish - chain(one))) / Math.max(1, chain(one)));
      if (typeof known === 'number') bests.push((100 * (finish - known)) / known);
    }
  });
  allWrong += wrong;
  console.log(`| ${label} | ${mean(chains)} | ${mean(bests)} | ${infeasible} | ${undecided} | ${wrong} |`);
}

console.log('\n| Simulation, 10,000 runs, median of five | ms | finish at 50, 80, 90 % |\n| --- | ---: | --- |');
for (const [label, tasks, hours] of [['120 tasks', 120, false], ['120 tasks in working hours', 120, true], ['500 tasks', 500, false], ['500 tasks in working hours', 500, true]]) {
  const found = await page.evaluate(([tasks, hours]) => {
    const times = [];
    let figures;
    for (let turn = 0; turn < 5; turn += 1) {
      const begun = performance.now();
      figures = wasm_bindgen.simulated(tasks, 10000, hours);
      times.push(performance.now() - begun);
    }
    return { time: times.sort((a, b) => a - b)[2], figures: Array.from(figures) };
  }, [tasks, hours]);
  console.log(`| ${label} | ${found.time.toFixed(0)} | ${found.figures.join(', ')} |`);
}
console.log(`\nChromium ${browser.version()}.`);
await browser.close();
if (allWrong > 0) process.exitCode = 1;
