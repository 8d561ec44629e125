// What holds while the tablet goes from hand to hand: the four digits that lead out, and the hands that have left it.

const KEPT = 'soseska-round';
const HOURS = 3;
const TRIES = 3;
const PAUSE = 30_000;
const WARN = 150_000;
const WIPE = 180_000;

const hex = bytes => Array.from(new Uint8Array(bytes), byte => byte.toString(16).padStart(2, '0')).join('');

async function fingerprint(digits, salt) {
  const secret = await crypto.subtle.importKey('raw', new TextEncoder().encode(digits), 'PBKDF2', false, ['deriveBits']);
  const way = {name: 'PBKDF2', hash: 'SHA-256', salt: new TextEncoder().encode(salt), iterations: 200_000};
  return hex(await crypto.subtle.deriveBits(way, secret, 256));
}

function kept() {
  const found = JSON.parse(localStorage.getItem(KEPT) ?? 'null');
  return found && found.until > Date.now() && found.until < Date.now() + 2 * HOURS * 3_600_000 ? found : null;
}

// The step in which the tablet goes round, or null. A forgotten code holds nobody for longer than some hours.
export const roundIn = () => kept()?.step ?? null;

// From now on only the four digits lead out of a step; they are kept as a fingerprint alone.
export async function begin(step, digits) {
  const salt = hex(crypto.getRandomValues(new Uint8Array(16)));
  const until = Date.now() + HOURS * 3_600_000;
  localStorage.setItem(KEPT, JSON.stringify({step, salt, mark: await fingerprint(digits, salt), until, tries: 0, wait: 0}));
}

// Tries four digits: 'right', 'wrong', or 'wait' after too many wrong ones.
export async function leave(digits) {
  const found = kept();
  if (!found) return 'right';
  if (found.wait > Date.now() && found.wait < Date.now() + 2 * PAUSE) return 'wait';
  if ((await fingerprint(digits, found.salt)) === found.mark) {
    localStorage.removeItem(KEPT);
    return 'right';
  }
  const tries = found.tries + 1;
  const wait = tries % TRIES ? 0 : Date.now() + PAUSE;
  localStorage.setItem(KEPT, JSON.stringify({...found, tries, wait}));
  return wait ? 'wait' : 'wrong';
}

// While the tablet goes round, no other screen is shown, whatever the address says.
function hold() {
  const step = roundIn();
  if (step && location.hash !== `#/step/${step}`) location.replace(`#/step/${step}`);
}

addEventListener('hashchange', hold);
hold();

// Watches whether anybody still touches the tablet: `warn` with the seconds left, `back` when somebody does, `over`.
export function watch({warn, back, over}) {
  let touched = Date.now();
  let warned = false;
  const ends = [];
  const touch = () => {
    // A tablet that slept is found untouched only by whoever wakes it.
    if (Date.now() - touched >= WIPE) return stop(over);
    touched = Date.now();
    if (warned) back();
    warned = false;
  };
  const look = () => {
    const idle = Date.now() - touched;
    if (idle >= WIPE) return stop(over);
    if (idle >= WARN) {
      warned = true;
      warn(Math.ceil((WIPE - idle) / 1000));
    }
  };
  const stop = then => {
    ends.forEach(end => end());
    then?.();
  };
  for (const name of ['pointerdown', 'keydown', 'input']) {
    document.addEventListener(name, touch, true);
    ends.push(() => document.removeEventListener(name, touch, true));
  }
  document.addEventListener('visibilitychange', look);
  const timer = setInterval(look, 1000);
  ends.push(() => clearInterval(timer), () => document.removeEventListener('visibilitychange', look));
  return () => stop();
}

const ALPHABET = '0123456789BCDFGHJKMNPQRSTVWXYZ';

// A code that somebody keeps, as the server makes them: it is sealed with the answer and opens it from then on.
export function receiptCode() {
  const signs = [];
  while (signs.length < 10) {
    const [byte] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < 240) signs.push(ALPHABET[byte % 30]);
  }
  return [signs.slice(0, 4), signs.slice(4, 8), signs.slice(8)].map(group => group.join('')).join(' ');
}
