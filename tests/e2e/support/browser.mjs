// Starts Chromium, serves the built site under a sub-path, and watches a page for what must not happen.
import { chromium } from 'playwright-core';
import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
export const out = join(root, 'tests/e2e/.out');

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

const KINDS = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.wasm': 'application/wasm' };

export async function launch() {
  const executablePath = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
  return chromium.launch({ executablePath, args: FLAGS });
}

// The site under a sub-path, as a static host would have it.
export async function serveSite(path = '/tools/gapline/') {
  const server = createServer((request, response) => {
    const target = decodeURIComponent(request.url.split(/[?#]/)[0]);
    if (!target.startsWith(path)) return response.writeHead(404).end();
    const name = normalize(target.slice(path.length) || 'index.html');
    const file = join(root, 'dist/site', name);
    if (name.startsWith('..') || !existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': KINDS[extname(file)] ?? 'application/octet-stream' });
    response.end(readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${server.address().port}${path}`, close: () => server.close() };
}

// Both editions: a name, and what opens its start page.
export async function editions() {
  const site = await serveSite();
  return {
    list: [
      { name: 'site', address: site.address },
      { name: 'file', address: pathToFileURL(join(root, 'dist/gapline.html')).href },
    ],
    close: site.close,
  };
}

// A page with everything recorded that must not happen. Requests count from the moment it has loaded.
export async function open(browser, address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true, ...options });
  const page = await context.newPage();
  const seen = { requests: [], violations: [], errors: [], outside: [] };
  let loaded = false;
  const origin = new URL(address).origin;
  context.on('request', (request) => {
    const url = request.url();
    if (/^(blob|data):/.test(url)) return;
    if (loaded) seen.requests.push(url);
    if (!url.startsWith('file:') && new URL(url).origin !== origin) seen.outside.push(url);
  });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') seen.errors.push(message.text());
  });
  page.on('pageerror', (error) => seen.errors.push(String(error)));
  page.on('crash', () => seen.errors.push('The page crashed.'));
  await page.exposeFunction('reportViolation', (text) => seen.violations.push(text));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      globalThis.reportViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
  });
  await page.goto(address);
  await page.waitForSelector('html[data-loaded]', { timeout: 30000, state: 'attached' });
  loaded = true;
  return { context, page, seen };
}
