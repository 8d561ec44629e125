// What browsers give only to addresses that begin with https, or to the very computer; and how to do without it.

// Whether this browser keeps the application and seals answers. A laptop in a hall also serves those that do not.
export const able = Boolean(isSecureContext && navigator.serviceWorker && crypto.subtle);
export const inHall = 'hall' in document.documentElement.dataset;

const hex = bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');

// A name that nobody else gives, as crypto.randomUUID makes them.
export function newName() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const all = hex(bytes);
  return [all.slice(0, 8), all.slice(8, 12), all.slice(12, 16), all.slice(16, 20), all.slice(20)].join('-');
}
