// What belongs together: ideas are laid under headings by touching the one and then the other or by
// dragging, and taken off again.

import {counter, takeLast} from '../tablet/counters.js';
import {el, redraw} from '../tablet/dom.js';
import {handle} from '../tablet/dragging.js';
import {headingsOf, notesOf} from '../tablet/table.js';
import {written} from '../tablet/written.js';

const MOST_NAME = 60;
const MOST_ACTIVITIES = 3;
// No heading has this key.
const PILE = '-';

export default {
  draw(root, at) {
    const state = {picked: null, laying: null};
    const pile = el('section', {class: 'pile', 'aria-live': 'off', 'data-place': PILE});
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
    const {no, text: line} = at.of(at.step.notes).find(one => one.item === body.note)?.body ?? {};
    return line && !no ? say('laid_line', {line, heading: group}) : say('laid', {no: String(no ?? ''), heading: group});
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
  }, ...worded(note)), dragged(note, at, state)));
  const said = !notes.length ? 'none' : loose.length ? 'pick' : 'done';
  const drag = notes.length > 0 && el('p', {class: 'hint', 'aria-hidden': 'true'}, at.say('drag'));
  return [el('h2', {}, at.say('pile')), hint(at.say(said)), drag, el('ul', {}, rows)].filter(Boolean);
}

// A line that was written in silence has no number.
const worded = ({body}) => (body.no ? [el('b', {}, String(body.no)), ' ', body.text] : [body.text]);

const toLay = ({body}, heading, at) => (body.no ? at.say('lay', {no: String(body.no), heading}) : at.say('lay_line', {line: body.text, heading}));

// The handle of an idea: let go over a heading it is laid there, over the pile it is taken off, elsewhere it stays.
function dragged(note, at, state) {
  const lies = () => headingsOf(at, at.step.id).find(one => one.notes.some(other => other.item === note.item))?.key ?? PILE;
  const says = place => {
    if (place === lies()) return '';
    if (place === PILE) return at.say('lift');
    const heading = headingsOf(at, at.step.id).find(one => one.key === place);
    return heading ? toLay(note, heading.name, at) : '';
  };
  const drop = place => (place === PILE ? liftOff(note.item, at) : layOnce(note.item, place, at, state));
  return handle({words: worded(note), says, drop});
}

const laidBy = (note, at) => at.standing().find(one => one.body.note === note);

// Taken off meanwhile, by another window of this tablet, it is off.
const liftOff = (note, at) => {
  const record = laidBy(note, at);
  return record && at.takeBack(record);
};

// A heading: touched, it takes the idea that was touched before; what lies there can be taken off.
function heading({key: under, name, notes}, at, state) {
  const picked = at.of(at.step.notes).find(one => one.item === state.picked);
  const words = picked && toLay(picked, name, at);
  const lay = () => picked && layOnce(picked.item, under, at, state);
  const rows = notes.map(note => el('li', {}, el('span', {}, ...worded(note)),
    el('button', {type: 'button', class: 'btn', 'aria-label': `${at.say('lift')}: ${note.body.no ?? note.body.text}`, onclick: () => liftOff(note.item, at)}, at.say('lift')),
    dragged(note, at, state)));
  return el('li', {'data-place': under}, el('button', {type: 'button', class: 'under', disabled: !picked, 'aria-label': words, onclick: lay},
    el('span', {}, name), el('b', {}, String(notes.length))), rows.length > 0 && el('ul', {}, rows));
}

// Touched twice in a hurry it is laid once; one whose heading was taken back is moved.
async function layOnce(note, under, at, state) {
  if (state.laying === note) return;
  state.laying = note;
  try {
    const before = laidBy(note, at);
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
