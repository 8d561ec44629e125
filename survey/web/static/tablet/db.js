// The tablet's own memory: which workshops it is paired with, their boards, and every record until a receipt names it.

// One entry for each version of this memory, the oldest first; a new one is added at the end, none is ever changed.
const VERSIONS = [
  db => {
    db.createObjectStore('pairings', {keyPath: 'workshop'});
    db.createObjectStore('boards', {keyPath: 'hash'});
    db.createObjectStore('settings');
    const items = db.createObjectStore('items', {keyPath: 'seq', autoIncrement: true});
    items.createIndex('name', ['item', 'rev'], {unique: true});
    items.createIndex('state', 'state');
    items.createIndex('workshop', 'workshop');
  },
];

let opened = null;

// Opens the memory once. `blocked` is called while a window with an older version holds it; `older` when a newer one
// wants it, and then this page lets go, because nothing may wait for somebody to find a forgotten window.
export function open({blocked = () => {}, older = () => {}} = {}) {
  opened ??= new Promise((found, failed) => {
    const request = indexedDB.open('soseska', VERSIONS.length);
    request.onupgradeneeded = event => {
      for (const version of VERSIONS.slice(event.oldVersion)) version(request.result, request.transaction);
    };
    request.onblocked = blocked;
    request.onerror = () => {
      // A newer version has been here: this page comes from before an update.
      if (request.error?.name === 'VersionError') older();
      opened = null;
      failed(request.error);
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => {
        request.result.close();
        opened = null;
        older();
      };
      // A disk that was full for a moment makes the browser close the memory; the next time it is opened again.
      request.result.onclose = () => { opened = null; };
      found(request.result);
    };
  });
  return opened;
}

// Runs `work` on some of the stores; what it wrote is on the disk when this resolves, and it resolves to what the
// request that `work` returns has found.
export async function within(names, mode, work) {
  const db = await open();
  return new Promise((done, failed) => {
    const transaction = db.transaction(names, mode, {durability: 'strict'});
    const request = work(...[names].flat().map(name => transaction.objectStore(name)));
    transaction.oncomplete = () => done(request?.result);
    transaction.onabort = () => failed(transaction.error ?? new DOMException('gone', 'AbortError'));
  });
}

export const read = (store, key) => within(store, 'readonly', it => it.get(key));
export const all = store => within(store, 'readonly', it => it.getAll());
export const setting = key => read('settings', key);
export const set = (key, value) => within('settings', 'readwrite', it => it.put(value, key));
