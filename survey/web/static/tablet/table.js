// What lies on the table: the headings of an evening, what lies under each, and how many dots they got.

import {fromPhones} from './hall.js';

// The headings of a step: those of the agenda, then those named on the spot, with their notes or how many cards.
export function headingsOf(at, id) {
  const step = at.stepOf(id);
  if (step?.step !== 'headings') return [];
  const records = at.of(id);
  const under = new Map(records.filter(one => one.body.note).map(one => [one.body.note, one.body.under]));
  const notes = notesOf(at, step.notes);
  const printed = Object.entries(step.headings ?? {}).map(([key, one]) => [key, at.text(one.label), one.activities ?? []]);
  const own = records.filter(one => one.body.heading).map(({body}) => [body.heading, body.name, body.activities]);
  return [...printed, ...own].map(([key, name, activities]) => ({
    key, name, activities,
    notes: notes.filter(one => under.get(one.item) === key),
    cards: records.filter(one => one.body.card === key).length,
  }));
}

// The notes of a step that everybody may see; of a silent round the lines of its cards.
export const notesOf = (at, id) => (id ? at.of(id).filter(one => one.body.text && !one.body.held) : []);

// The dots of a step by heading: {closed, void, counts, all}. A sheet counts once, as it was typed first. Once the count
// is closed, the dots of phones are among them, as far as the server has told them.
export function dotsOf(at, id) {
  const records = at.of(id);
  const counts = {};
  const add = (key, n) => { if (n) counts[key] = (counts[key] ?? 0) + n; };
  const sheets = new Map();
  for (const {body} of records) {
    if (body.dot) add(body.dot, 1);
    if (body.sheet && !sheets.has(body.sheet)) sheets.set(body.sheet, body.dots);
  }
  for (const dots of sheets.values()) for (const [key, n] of Object.entries(dots)) add(key, n);
  const closed = records.some(one => one.body.closed);
  if (closed) for (const [key, n] of Object.entries(fromPhones(id))) add(key, n);
  const why = records.find(one => one.body.void)?.body.void ?? '';
  const counted = why ? {} : counts;
  const all = Object.values(counted).reduce((sum, n) => sum + n, 0);
  return {closed, void: why, counts: counted, all};
}

// [{place, key, name, dots}], the most dots first; equal numbers share a place and keep the order of the table.
export function ranked(counts, headings) {
  const rows = headings.map(({key, name}) => ({key, name, dots: counts[key] ?? 0})).sort((a, b) => b.dots - a.dots);
  return rows.map(row => ({...row, place: 1 + rows.filter(other => other.dots > row.dots).length}));
}

// The first three of a count that is closed; at the third place all that are equal.
export const firstThree = (counts, headings) => ranked(counts, headings).filter(row => row.place <= 3 && row.dots);
