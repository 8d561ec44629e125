// The phones in the hall: this tablet says at which step it is, and hears how many are finished, which ideas wait, and
// what was chosen once nobody can change it any more. What it heard is kept, and added where it is shown; it is never
// sent back, since the server has it from the phones.

import {set, setting} from './db.js';
import {here} from './here.js';
import {state} from './stage.js';
import {ask} from './sync.js';

const NONE = {workshop: null, open: false, ways: null, told: '', finished: {}, totals: {}, ideas: []};
const name = () => `hall ${here.pairing.workshop}`;

// `open` once phones were let in; `ways`, how they join and where the wall hangs; by step `finished` and `totals`.
export const phones = {...NONE};

const heard = new Set();
const others = new BroadcastChannel('soseska-hall');

// Calls back whenever something was heard, in this window or in another one.
export const whenHeard = call => heard.add(call);

others.onmessage = async () => {
  await load();
  for (const call of heard) call();
};

// Reads what was heard before this page was loaded.
export async function load() {
  if (!here.pairing) return;
  Object.assign(phones, NONE, await setting(name()), {workshop: here.pairing.workshop});
}

// Tells the server where the hall is and hears of the phones; one window at a time. With `open`, phones are let in.
export async function exchange(open = false) {
  if (!here.pairing) return;
  const once = lock => (lock ? exchanged(open) : null);
  await (navigator.locks ? navigator.locks.request('soseska-hall', {ifAvailable: !open}, once) : exchanged(open));
}

async function exchanged(open) {
  const {workshop, token} = here.pairing;
  if (phones.workshop !== workshop) await load();
  const {step, shown, counted, covered} = await state();
  const tell = step ? {step, shown, counted, covered} : null;
  const told = JSON.stringify(tell);
  const {body} = await ask('/tablet/hall', token, {open, tell: told === phones.told ? null : tell});
  if (body?.soseska !== 'hall' || body.workshop !== workshop) return;
  await keep(body.open ? taken(body, told) : {...NONE, workshop});
}

// What a tablet said before phones were let in has not been heard by anybody.
const taken = ({ways, finished, totals, ideas}, told) => ({...phones, open: true, ways: ways ?? phones.ways, told, finished, totals, ideas});

async function keep(now) {
  if (JSON.stringify(now) === JSON.stringify(phones)) return;
  Object.assign(phones, now);
  await set(name(), now);
  others.postMessage('heard');
  for (const call of heard) call();
}

// What phones have chosen at a step, once it may be told.
export const fromPhones = step => phones.totals[step] ?? {};

export const sum = counts => Object.values(counts).reduce((all, n) => all + n, 0);

// Phones may change their minds again, so what was told is no longer so.
export async function forget(step) {
  const {[step]: gone, ...totals} = phones.totals;
  await keep({...phones, totals});
}

// Ideas that phones sent for a step and that nobody has looked at on this tablet.
export const ideasFor = step => phones.ideas.filter(idea => idea.step === step && !here.records.some(one => one.item === idea.item));
