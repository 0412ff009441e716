// Starts the page and its worker, and catches what goes wrong. Plain script: it works when WebAssembly does not.
//
// The build puts the wasm and the worker's script either beside this page (`data-address`) or into it
// (compressed, as base64). What Rust may call is on `globalThis.gapline`: spawnWorker, kept, keep, forget, panicked.
(() => {
  'use strict';

  const policy = globalThis.trustedTypes?.createPolicy('gapline-worker', {
    createScriptURL: (address) => {
      if (!address.startsWith('blob:')) throw new TypeError('Only the built-in worker may be started.');
      return address;
    },
  });

  // Second line of defence behind the policy: what could reach a network is gone before Rust starts.
  const gone = ['RTCPeerConnection', 'webkitRTCPeerConnection', 'WebSocket', 'WebSocketStream', 'EventSource', 'WebTransport', 'XMLHttpRequest', 'open'];
  const remove = (names) => {
    for (const name of names) {
      try {
        Object.defineProperty(globalThis, name, { value: undefined, configurable: false, writable: false });
      } catch { /* a browser that does not let go still has the policy */ }
    }
    try { Object.defineProperty(Navigator.prototype, 'sendBeacon', { value: undefined }); } catch { /* as above */ }
  };

  const inflate = async (text) => {
    const packed = Uint8Array.fromBase64 ? Uint8Array.fromBase64(text) : Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  };

  // The parts' elements, found now: the application takes the whole page once it starts.
  const parts = Object.fromEntries(['page-wasm', 'worker-wasm', 'worker-script'].map((id) => [id, document.getElementById(id)]));

  // The bytes of a part: from this page, or from beside it.
  const part = async (id) => {
    const element = parts[id];
    if (element.dataset.address) {
      const answer = await fetch(element.dataset.address);
      if (!answer.ok) throw new Error(`${element.dataset.address}: ${answer.status}`);
      return new Uint8Array(await answer.arrayBuffer());
    }
    // The element goes with the page that the application replaces.
    delete parts[id];
    return inflate(element.textContent);
  };

  // The worker waits for its wasm, then hands over what came meanwhile.
  const workerStart = `
    const early = [];
    const hold = (event) => early.push(event.data);
    const first = (event) => {
      self.removeEventListener('message', first);
      self.addEventListener('message', hold);
      wasm_bindgen({ module_or_path: event.data }).then(() => {
        self.removeEventListener('message', hold);
        for (const data of early) self.dispatchEvent(new MessageEvent('message', { data }));
      }).catch((error) => self.postMessage(String(error)));
    };
    self.addEventListener('message', first);
  `;

  // Projects kept in the browser: IndexedDB, one record a slot, as text. It may vanish with the browser's data.
  const stored = (mode, work) => new Promise((resolve, reject) => {
    const opening = indexedDB.open('gapline', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('projects');
    opening.onerror = () => reject(opening.error);
    opening.onblocked = () => reject(new Error('Another tab holds the storage.'));
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction('projects', mode, { durability: 'strict' });
      const requests = work(transaction.objectStore('projects'));
      transaction.oncomplete = () => { database.close(); resolve(requests.map((request) => request.result)); };
      transaction.onabort = () => { database.close(); reject(transaction.error); };
    };
  });

  // The last project that was kept, as a file's text.
  let lastGood = null;

  const shelf = {
    // All kept projects as [slot, name, how far, when, text], latest first; what cannot be read is left out.
    async kept() {
      const [slots, texts] = await stored('readonly', (projects) => [projects.getAllKeys(), projects.getAll()]);
      const all = texts.flatMap((text, index) => {
        try {
          const { name, summary, at, json } = JSON.parse(text);
          return [[slots[index], name, summary, at, json]];
        } catch {
          return [];
        }
      });
      return all.sort((a, b) => (a[3] < b[3] ? 1 : -1));
    },
    // Keeps a project under a slot, here for the recovery page and in the browser.
    keep(slot, name, summary, at, json) {
      lastGood = { name, json };
      return stored('readwrite', (projects) => [projects.put(JSON.stringify({ name, summary, at, json }), slot)]);
    },
    forget: (slot) => stored('readwrite', (projects) => [projects.delete(slot)]),
  };

  let haveWorkerParts;
  const workerParts = new Promise((resolve) => { haveWorkerParts = resolve; });
  let recovering = false;

  globalThis.gapline = Object.freeze({
    ...shelf,
    // A worker, as soon as its parts are there.
    async spawnWorker() {
      const { glue, wasm } = await workerParts;
      const address = URL.createObjectURL(new Blob([glue, workerStart], { type: 'text/javascript' }));
      const worker = new Worker(policy ? policy.createScriptURL(address) : address);
      worker.postMessage(wasm);
      return worker;
    },
    panicked(message) {
      recover('Gapline has stopped', message);
    },
  });

  const element = (name, text) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    return made;
  };

  // The project that the browser kept last, when this page has none.
  const latest = async () => {
    try {
      const [first] = await shelf.kept();
      return first ? { name: first[1], json: first[4] } : null;
    } catch {
      return null;
    }
  };

  const recover = async (title, message) => {
    if (recovering) return;
    recovering = true;
    const project = lastGood ?? await latest();
    const page = element('main');
    page.className = 'recovery';
    page.append(element('h1', title));
    page.append(element('p', project
      ? 'Your work is not lost: save the last good state of the project to a file, then load the page again and open it.'
      : 'Load the page again. If it happens again, use a current Edge, Chrome, Firefox or Safari.'));
    if (project) {
      const save = element('button', `Save “${project.name}”`);
      save.className = 'primary';
      save.addEventListener('click', () => {
        const link = element('a');
        link.href = URL.createObjectURL(new Blob([project.json], { type: 'application/json' }));
        link.download = 'recovered.gapline';
        link.click();
      });
      page.append(save);
    }
    const again = element('button', 'Load the page again');
    again.addEventListener('click', () => location.reload());
    page.append(again, element('pre', message));
    document.body.replaceChildren(page);
    document.title = 'Gapline has stopped';
  };

  const start = async () => {
    if (typeof WebAssembly !== 'object') throw new Error('This browser has no WebAssembly, or it is switched off.');
    remove(gone);
    await wasm_bindgen({ module_or_path: await part('page-wasm') });
    const [glue, wasm] = await Promise.all([part('worker-script'), part('worker-wasm')]);
    haveWorkerParts({ glue, wasm });
    // Nothing is fetched from here on.
    remove(['fetch']);
    document.documentElement.dataset.loaded = 'true';
  };

  start().catch((error) => recover('Gapline could not start', String(error)));
})();
