// Records of the evening. They are only ever added; one leaves the queue when a receipt of the server names it.

import {within} from './db.js';
import {newName} from './named.js';

const LAST = 30;

// Keeps a record and resolves when it is on the disk. With `again`, a record kept before, it is its next revision: a
// body of null takes that one back.
export async function append({workshop, board, step, kind, body, sealed, key, again}) {
  const record = {
    workshop, board, step, kind,
    item: again?.item ?? newName(),
    rev: (again?.rev ?? 0) + 1,
    // Of what is sealed only the day: by the minute, a contact could be laid beside an answer.
    made: new Date().toISOString().slice(0, sealed ? 10 : undefined),
    state: 'waiting',
    ...(sealed ? {sealed, key} : {body}),
  };
  await within('items', 'readwrite', items => items.add(record));
  return record;
}

// Every record of a workshop that is still on this tablet, in the order in which they were entered.
export async function records(workshop) {
  return within('items', 'readonly', items => items.index('workshop').getAll(workshop));
}

// Of each record its latest revision.
function latest(kept) {
  const found = new Map();
  for (const record of kept) {
    const before = found.get(record.item);
    if (!before || before.rev < record.rev) found.set(record.item, record);
  }
  return [...found.values()];
}

// The records that hold now, the latest last.
export const standing = kept => latest(kept).filter(record => record.body);

// The last actions that can be taken back or put back, the latest first. What is sealed cannot: nobody here can read it.
// `said` is what stands or stood last, `before` what stood before it: taking a change back brings that back again.
export function actions(kept) {
  const revisions = new Map();
  for (const record of kept) revisions.set(record.item, (revisions.get(record.item) ?? []).concat(record));
  return [...revisions.values()].map(action).filter(one => one.said).sort((a, b) => b.record.seq - a.record.seq).slice(0, LAST);
}

function action(revisions) {
  const sorted = revisions.sort((a, b) => a.rev - b.rev);
  const last = sorted.findLastIndex(record => record.body);
  return {record: sorted.at(-1), said: sorted[last], before: sorted[last - 1]?.body ?? null, undone: !sorted.at(-1).body};
}

// How much of all workshops waits here, since when, and what was set aside.
export async function waiting() {
  const [queued, aside] = await Promise.all(['waiting', 'aside'].map(state =>
    within('items', 'readonly', items => items.index('state').getAll(state))));
  return {queued, aside, since: queued[0]?.made ?? null};
}

// Lets go of what the receipts name: a record that was set aside stays to be seen, with the reason.
export async function settle(workshop, receipts) {
  const named = new Map(receipts.map(receipt => [`${receipt.item} ${receipt.rev}`, receipt]));
  await within('items', 'readwrite', items => {
    const cursor = items.index('state').openCursor('waiting');
    cursor.onsuccess = () => {
      const place = cursor.result;
      if (!place) return;
      const record = place.value;
      const receipt = record.workshop === workshop && named.get(`${record.item} ${record.rev}`);
      if (receipt) settled(place, record, receipt);
      place.continue();
    };
  });
}

// What was sealed goes once the server has it; that there was a record stays, for counting.
function settled(place, {sealed, key, ...record}, receipt) {
  if (receipt.state === 'aside') place.update({...record, ...(sealed && {sealed, key}), state: 'aside', reason: receipt.reason});
  else place.update({...record, state: 'kept'});
}

// Removes a rehearsal from the tablet.
export async function wipe(workshop) {
  await within('items', 'readwrite', items => {
    const cursor = items.index('workshop').openCursor(workshop);
    cursor.onsuccess = () => {
      cursor.result?.delete();
      cursor.result?.continue();
    };
  });
}
