// Sends what waits, a few records at a time, and believes nothing but a receipt in our own form.

import {all} from './db.js';
import {settle, waiting} from './queue.js';

const AT_ONCE = 40;
const LARGEST = 300_000;
const PATIENCE = 20_000;
const STATES = ['kept', 'known', 'aside'];

// What the network was like when it was last tried: '', 'offline', 'strange', 'ended' or 'unknown'.
export let network = '';

// Sends all that waits, from one window at a time; the server takes each record once, whoever sends it.
export async function sync() {
  if (!navigator.locks) return sendAll();
  return navigator.locks.request('soseska-sync', {ifAvailable: true}, lock => (lock ? sendAll() : undefined));
}

async function sendAll() {
  const {queued} = await waiting();
  if (!queued.length) return;
  const tokens = new Map((await all('pairings')).map(pairing => [pairing.workshop, pairing.token]));
  for (const [workshop, records] of byWorkshop(queued)) {
    for (const batch of batches(records)) {
      const receipts = await send(tokens.get(workshop), workshop, batch);
      if (!receipts) return;
      await settle(workshop, receipts);
    }
  }
}

function byWorkshop(queued) {
  const found = new Map();
  for (const record of queued) found.set(record.workshop, [...(found.get(record.workshop) ?? []), record]);
  return found;
}

// As many records as fit into one request, and at least one.
function* batches(records) {
  let batch = [];
  let size = 0;
  for (const record of records.map(plain)) {
    const more = JSON.stringify(record).length;
    if (batch.length && (batch.length === AT_ONCE || size + more > LARGEST)) {
      yield batch;
      [batch, size] = [[], 0];
    }
    batch.push(record);
    size += more;
  }
  if (batch.length) yield batch;
}

// A record as the server gets it: without what only this tablet needs.
export function plain({item, rev, step, kind, made, board, body, sealed, key}) {
  return {item, rev, step, kind, made, board, ...(sealed ? {sealed, key} : {body: body ?? null})};
}

// The receipts for a batch, or null; sets what the network is like.
async function send(token, workshop, batch) {
  const said = await ask('/tablet/items', token, {items: batch});
  network = said.network;
  const ours = said.body?.soseska === 'receipts' && said.body.workshop === workshop;
  if (!ours || !Array.isArray(said.body.receipts)) {
    network ||= 'strange';
    return null;
  }
  if (said.body.tablet === 'ended') network = 'ended';
  return said.body.receipts.filter(receipt => STATES.includes(receipt?.state));
}

// Asks our server; whatever else answers, such as the page of a network that wants a login, is not our server.
export async function ask(address, token, body) {
  const request = {
    method: body ? 'POST' : 'GET', redirect: 'error', cache: 'no-store', signal: AbortSignal.timeout(PATIENCE),
    headers: {...(token && {Authorization: `Bearer ${token}`}), ...(body && {'Content-Type': 'application/json'})},
    ...(body && {body: JSON.stringify(body)}),
  };
  try {
    const answer = await fetch(address, request);
    return heard(answer, await answer.text());
  } catch {
    return {network: 'offline', body: null};
  }
}

function heard(answer, text) {
  const date = answer.headers.get('Date');
  try {
    const body = JSON.parse(text);
    if (typeof body?.soseska !== 'string') return {network: 'strange', body: null};
    const ill = ['unknown', 'ended', 'wait'].includes(body.soseska) ? body.soseska : '';
    return {network: ill, body, date};
  } catch {
    // A page instead of a document: somebody else's, or our own server in trouble.
    return {network: 'strange', body: null};
  }
}
