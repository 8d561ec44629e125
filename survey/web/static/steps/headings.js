// What belongs together: ideas are laid under headings by touching the one and then the other, and taken off again.

import {counter, takeLast} from '../tablet/counters.js';
import {el, redraw} from '../tablet/dom.js';
import {headingsOf, notesOf} from '../tablet/table.js';
import {written} from '../tablet/written.js';

const MOST_NAME = 60;
const MOST_ACTIVITIES = 3;

export default {
  draw(root, at) {
    const state = {picked: null, laying: null};
    const pile = el('section', {class: 'pile', 'aria-live': 'off'});
    const table = el('ul', {class: 'table'});
    const own = written(at, {
      fields: [{name: 'name', label: at.say('name'), most: MOST_NAME}, ...activities(at)],
      ready: typed => typed.name !== '',
      body: ({name, activities: chosen}, before) => ({heading: before?.heading ?? key(), name, activities: chosen ?? before?.activities ?? []}),
      standing: () => at.standing().filter(one => one.body.heading),
      named: ({body}) => [el('span', {}, body.name), el('em', {}, body.activities.map(code => at.text(at.board.activities?.[code]) || code).join(', '))],
    });
    const refresh = () => {
      if (at.step.notes) redraw(pile, ...lying(at, state, refresh));
      redraw(table, ...headingsOf(at, at.step.id).map(one => (at.step.notes ? heading(one, at, state) : cards(one, at))));
      own.refresh();
    };
    root.replaceChildren(...(at.step.notes ? [pile] : []), el('div', {}, table, el('div', {class: 'own'}, own.form, own.list)));
    return refresh;
  },

  wall(at) {
    const rows = headingsOf(at, at.step.id).map(one => el('li', {}, el('b', {}, String(one.notes.length + one.cards)), ` ${one.name}`));
    return [el('ul', {class: 'cards'}, rows)];
  },

  undoLabel({body}, {at, say}) {
    const group = body.name ?? headingsOf(at, at.step.id).find(one => one.key === (body.card ?? body.under))?.name ?? '';
    if (body.heading) return say('named', {group});
    if (body.card) return say('added', {group});
    return say('laid', {no: String(at.of(at.step.notes).find(one => one.item === body.note)?.body.no ?? ''), heading: group});
  },
};

const key = () => `h${[...crypto.getRandomValues(new Uint8Array(4))].map(one => one.toString(16).padStart(2, '0')).join('')}`;
// What a new heading may stand for; a board that was fetched by an older program knows none.
function activities(at) {
  const options = Object.entries(at.board.activities ?? {}).map(([code, label]) => [code, at.text(label)]);
  options.sort(([, one], [, other]) => one.localeCompare(other, at.language));
  return options.length ? [{name: 'activities', label: at.say('activities'), kind: 'some', most: MOST_ACTIVITIES, options}] : [];
}

const hint = words => el('p', {class: 'hint'}, words);

// The ideas that lie nowhere yet; the one that was touched waits for its heading.
function lying(at, state, refresh) {
  // A heading that was taken back gives its ideas back to the pile.
  const laid = new Set(headingsOf(at, at.step.id).flatMap(one => one.notes.map(note => note.item)));
  const notes = notesOf(at, at.step.notes);
  const loose = notes.filter(one => !laid.has(one.item));
  if (!loose.some(one => one.item === state.picked)) state.picked = loose[0]?.item ?? null;
  const pick = note => {
    state.picked = note.item;
    refresh();
  };
  const rows = loose.map(note => el('li', {}, el('button', {
    type: 'button', class: 'note', 'aria-pressed': String(note.item === state.picked), onclick: () => pick(note),
  }, el('b', {}, String(note.body.no)), ' ', note.body.text)));
  const said = !notes.length ? 'none' : loose.length ? 'pick' : 'done';
  return [el('h2', {}, at.say('pile')), hint(at.say(said)), el('ul', {}, rows)];
}

// A heading: touched, it takes the idea that was touched before; what lies there can be taken off.
function heading({key: under, name, notes}, at, state) {
  const record = note => at.standing().find(one => one.body.note === note.item && one.body.under === under);
  const picked = at.of(at.step.notes).find(one => one.item === state.picked);
  const words = picked && at.say('lay', {no: String(picked.body.no), heading: name});
  const lay = () => picked && layOnce(picked.item, under, at, state);
  const rows = notes.map(note => el('li', {}, el('span', {}, el('b', {}, String(note.body.no)), ' ', note.body.text),
    el('button', {type: 'button', class: 'btn', 'aria-label': `${at.say('lift')}: ${note.body.no}`, onclick: () => at.takeBack(record(note))}, at.say('lift'))));
  return el('li', {}, el('button', {type: 'button', class: 'under', disabled: !picked, 'aria-label': words, onclick: lay},
    el('span', {}, name), el('b', {}, String(notes.length))), rows.length > 0 && el('ul', {}, rows));
}

// Touched twice in a hurry it is laid once; one whose heading was taken back is moved.
async function layOnce(note, under, at, state) {
  if (state.laying === note) return;
  state.laying = note;
  try {
    const before = at.standing().find(one => one.body.note === note);
    await (before ? at.change(before, {note, under}) : at.append({body: {note, under}}));
  } finally {
    state.laying = null;
  }
}

// Without ideas typed in, the cards under each heading are counted.
function cards({key: card, name, cards: n}, at) {
  const touch = by => (by > 0 ? at.append({body: {card}}) : takeLast(at, one => one.body.card === card));
  const {part, refresh} = counter(name, {less: at.say('less', {group: name}), more: at.say('more', {group: name})}, touch);
  refresh(n);
  part.classList.add('cnt');
  return part;
}
