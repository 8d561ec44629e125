// Sealing in the browser. What is finished is sealed to the server's key: nobody opens it here any more, not even this
// page. What is half written lies under a key of this browser that is thrown away when the tablet is handed on.
// survey/store/tablet_keys.py opens what `seal` writes and describes its form.

const VERSION = 1;
const NONCE = 12;
const BLOCK = 1024;
const CURVE = {name: 'ECDH', namedCurve: 'P-256'};
const MEMORY = 'soseska-drafts';
const HALF = '/tablet/half';

const written = bytes =>
  btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join('')).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

const read = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), sign => sign.charCodeAt(0));

// An object as bytes, made longer with blanks so that the length says little about what somebody wrote.
function packed(object) {
  const bytes = new TextEncoder().encode(JSON.stringify(object));
  const whole = new Uint8Array(Math.ceil(bytes.length / BLOCK) * BLOCK).fill(32);
  whole.set(bytes);
  return whole;
}

const unpacked = bytes => JSON.parse(new TextDecoder().decode(bytes));

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

// Seals an object to the key of a board, {id, public}; `place` ties it to its record and has to be told when opening.
export async function seal(key, place, object) {
  const theirs = await crypto.subtle.importKey('raw', read(key.public), CURVE, false, []);
  const once = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']);
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', once.publicKey));
  const shared = await crypto.subtle.deriveBits({name: 'ECDH', public: theirs}, once.privateKey, 256);
  const secret = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const info = new TextEncoder().encode(`soseska tablet ${key.id}`);
  const way = {name: 'HKDF', hash: 'SHA-256', salt: point, info};
  const cipher = await crypto.subtle.deriveKey(way, secret, {name: 'AES-GCM', length: 256}, false, ['encrypt']);
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
  const additionalData = new TextEncoder().encode(place);
  const content = await crypto.subtle.encrypt({name: 'AES-GCM', iv: nonce, additionalData}, cipher, packed(object));
  return written(joined([VERSION], point, nonce, new Uint8Array(content)));
}

// What ties a sealed text to its record.
export const placeOf = (workshop, item, rev, kind) => `${workshop}|${item}|${rev}|${kind}`;

function memory() {
  return new Promise((found, failed) => {
    const request = indexedDB.open(MEMORY, 1);
    request.onupgradeneeded = () => request.result.createObjectStore('kept');
    request.onerror = () => failed(request.error);
    request.onsuccess = () => {
      // Another window that forgets must never wait for this one.
      request.result.onversionchange = () => request.result.close();
      found(request.result);
    };
  });
}

async function within(mode, work) {
  const db = await memory();
  try {
    return await new Promise((done, failed) => {
      const transaction = db.transaction('kept', mode);
      const request = work(transaction.objectStore('kept'));
      transaction.oncomplete = () => done(request.result);
      transaction.onabort = () => failed(transaction.error ?? new DOMException('gone', 'AbortError'));
    });
  } finally {
    db.close();
  }
}

// The one half of the key for what is half written, which the browser lets nobody read out.
async function lasting() {
  const known = await within('readonly', kept => kept.get('key'));
  if (known) return known;
  const made = await crypto.subtle.importKey('raw', random(), 'HKDF', false, ['deriveKey']);
  await within('readwrite', kept => kept.put(made, 'key'));
  return made;
}

// The other half. A database only marks as deleted what it deletes, and writes it away much later; a file of its own is
// gone at once. So this half lies in one.
async function fleeting() {
  const cache = await caches.open(MEMORY);
  const known = await cache.match(HALF);
  if (known) return new Uint8Array(await known.arrayBuffer());
  const made = random();
  await cache.put(HALF, new Response(made));
  return made;
}

const random = () => crypto.getRandomValues(new Uint8Array(32));

// The key for what is half written; `forget` throws it away.
export async function draftKey() {
  const [secret, salt] = await Promise.all([lasting(), fleeting()]);
  const way = {name: 'HKDF', hash: 'SHA-256', salt, info: new TextEncoder().encode(MEMORY)};
  return crypto.subtle.deriveKey(way, secret, {name: 'AES-GCM', length: 256}, false, ['encrypt', 'decrypt']);
}

// Hides an object under the key: bytes that can be kept.
export async function hide(key, object) {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE));
  return joined(iv, new Uint8Array(await crypto.subtle.encrypt({name: 'AES-GCM', iv}, key, packed(object))));
}

// What was hidden, or null where another key hid it.
export async function show(key, blob) {
  const way = {name: 'AES-GCM', iv: blob.slice(0, NONCE)};
  try {
    return unpacked(await crypto.subtle.decrypt(way, key, blob.slice(NONCE)));
  } catch {
    return null;
  }
}

// Keeps what is half written, hidden, so that a reload loses nothing.
export async function keepDraft(object) {
  const blob = await hide(await draftKey(), object);
  await within('readwrite', kept => kept.put(blob, 'draft'));
}

// What was half written before a reload, or null.
export async function draft() {
  const blob = await within('readonly', kept => kept.get('draft'));
  return blob ? show(await draftKey(), blob) : null;
}

// Throws the key away with all that lies under it; first the half that is gone at once.
export async function forget() {
  await (await caches.open(MEMORY)).delete(HALF);
  await caches.delete(MEMORY);
  await new Promise((done, failed) => {
    const request = indexedDB.deleteDatabase(MEMORY);
    request.onsuccess = done;
    request.onerror = () => failed(request.error);
  });
}
