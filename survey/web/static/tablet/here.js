// What this tablet knows of its evening: the workshop it is paired with, its board, and the records entered on it.

import {all, read, set, setting, within} from './db.js';
import * as queue from './queue.js';
import {ask, sync} from './sync.js';

export const here = {pairing: null, board: null, records: [], waiting: {queued: [], aside: [], since: null}};

const told = new Set();
const others = new BroadcastChannel('soseska');

// Calls back whenever something has changed, in this window or in another one.
export function whenChanged(call) {
  told.add(call);
}

async function changed(everywhere = true) {
  here.records = here.pairing ? await queue.records(here.pairing.workshop) : [];
  here.waiting = await queue.waiting();
  if (everywhere) others.postMessage('changed');
  for (const call of told) call();
}

// Something besides the records has changed, for the other windows of this tablet.
export const tellOthers = () => others.postMessage('changed');

others.onmessage = () => changed(false);

// Reads what this tablet knew when it was switched off.
export async function wake() {
  const current = await setting('workshop');
  here.pairing = current ? (await read('pairings', current)) ?? null : null;
  here.board = here.pairing?.board ? (await read('boards', here.pairing.board)) ?? null : null;
  await changed(false);
}

// Pairs the tablet by a code: '' when it went well, else the name of the sentence that says why not.
export async function pairWith(code) {
  const {network, body} = await ask('/tablet/pair', '', {code});
  if (body?.soseska !== 'paired') return `pair_${network === 'strange' ? 'offline' : network || 'offline'}`;
  const {token, tablet, until, workshop} = body;
  await within('pairings', 'readwrite', pairings => pairings.put({workshop, token, tablet, until, board: null}));
  await set('workshop', workshop);
  await wake();
  return (await refreshBoard()) ? '' : 'pair_offline';
}

// Fetches the board; one that was fetched before stays beside it, since records name it.
export async function refreshBoard() {
  if (!here.pairing) return false;
  const {body, date} = await ask('/tablet/board', here.pairing.token);
  if (body?.soseska !== 'board') return false;
  const skew = date ? Date.now() - new Date(date).getTime() : 0;
  const pairing = {...here.pairing, board: body.hash, skew};
  await within(['boards', 'pairings'], 'readwrite', (boards, pairings) => {
    boards.put(body);
    pairings.put(pairing);
  });
  await wake();
  return true;
}

// Keeps a record of the evening and tries to send it; rejects when it could not be kept.
export async function append(record) {
  const {workshop} = here.pairing;
  const kept = await queue.append({workshop, board: here.board.hash, ...record});
  await changed();
  send();
  return kept;
}

const changing = new Set();
const nameOf = record => `${record.item} ${record.rev}`;

// Whether a record is being changed just now: a second touch in the same moment then meets the one before it.
export const held = record => changing.has(nameOf(record));

// Gives a record that stands another body; `null` takes it back. It can be changed once until it is read anew.
export async function change(record, body) {
  if (held(record)) return null;
  changing.add(nameOf(record));
  try {
    return await append({step: record.step, kind: record.kind, body, again: record});
  } catch (fault) {
    changing.delete(nameOf(record));
    throw fault;
  }
}

// Takes an action back, or puts back one that was taken back.
export const turn = ({record, said, before, undone}) => change(record, undone ? said.body : before);

let sending = null;
let more = false;

// Sends what waits; whatever is entered meanwhile goes along in another round.
export function send() {
  more = true;
  sending ??= (async () => {
    while (more) {
      more = false;
      await sync();
      await changed();
    }
  })().finally(() => { sending = null; });
  return sending;
}

// Forgets the rehearsal on this tablet.
export async function wipe() {
  await queue.wipe(here.pairing.workshop);
  await changed();
}

// What waits and what was set aside, as a file that the project lead can bring in.
export async function asFile() {
  const {queued, aside} = here.waiting;
  const workshops = new Set([...queued, ...aside].map(record => record.workshop));
  const {plain} = await import('./sync.js');
  const items = workshop => [...queued, ...aside].filter(record => record.workshop === workshop).map(plain);
  const said = {soseska: 'queue', workshops: [...workshops].map(workshop => ({workshop, items: items(workshop)}))};
  return new Blob([JSON.stringify(said)], {type: 'application/json'});
}

export const pairings = () => all('pairings');
