// The size budget of the release: prints every figure and fails beyond.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { root } from './browser.mjs';

const BUDGET = { start: 300_000, single: 2_500_000 };

const brotli = (bytes) => brotliCompressSync(bytes, {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length, [constants.BROTLI_PARAM_LGWIN]: 24 },
}).length;

const site = join(root, 'dist/site');
let start = 0;
for (const name of readdirSync(site).sort()) {
  const bytes = readFileSync(join(site, name));
  const packed = brotli(bytes);
  const atStart = name === 'index.html' || name.startsWith('page-');
  if (atStart) start += packed;
  console.log(`${String(bytes.length).padStart(9)} B  ${String(packed).padStart(8)} B brotli  ${atStart ? 'start ' : '      '} ${name}`);
}
const single = readFileSync(join(root, 'dist/gapline.html')).length;
console.log(`page start-up: ${start} B brotli of ${BUDGET.start}`);
console.log(`gapline.html: ${single} B of ${BUDGET.single}`);
if (start > BUDGET.start || single > BUDGET.single) {
  console.error('The release is larger than its budget.');
  process.exit(1);
}
