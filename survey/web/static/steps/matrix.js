// Importance and feasibility: one heading after the other gets its place, and can get another one at any time.

import {el, redraw} from '../tablet/dom.js';
import {styled} from '../tablet/styled.js';
import {dotsOf, headingsOf, ranked} from '../tablet/table.js';

const LEVELS = [3, 2, 1];
const FIRST = 5;
const ASKED = ['matters', 'doable'];

export default {
  draw(root, at) {
    styled('./matrix.css', import.meta.url);
    const state = {key: null, half: {}, busy: false};
    const list = el('section', {class: 'which'});
    const choice = el('section', {class: 'choice'});
    const grid = el('section', {class: 'places'});
    root.replaceChildren(list, choice, grid);
    const refresh = () => {
      const {headings, first} = asked(at);
      const places = placed(at);
      const heading = headings.find(one => one.key === state.key) ?? headings.find(one => !places.has(one.key)) ?? headings[0];
      state.key = heading?.key ?? null;
      const turn = key => {
        Object.assign(state, {key, half: {}});
        refresh();
      };
      redraw(list, ...which({headings, first, places, heading, turn}, at));
      redraw(choice, ...(heading ? choosing({heading, headings, places, state, turn, refresh}, at) : []));
      redraw(grid, ...(places.size ? [el('h2', {}, at.say('places')), ...seen(at), el('p', {class: 'hint'}, at.say('agreed'))] : []));
    };
    return refresh;
  },

  hides: true,

  // Everybody sees what is spoken of; where it lies, once the result is shown.
  wall(at, shown) {
    styled('./matrix.css', import.meta.url);
    const {headings} = asked(at);
    if (shown) return [el('div', {class: 'places'}, seen(at)), el('p', {}, at.say('agreed'))];
    return [...ASKED.map(name => el('p', {class: 'asked'}, at.say(name))), el('ul', {class: 'cards'}, headings.map(one => el('li', {}, one.name)))];
  },

  undoLabel({body}, {at, say}) {
    const heading = at && headingsOf(at, at.step.headings).find(one => one.key === body.heading)?.name;
    return say('added', {heading: heading ?? '', matters: say(`matters_${body.matters}`), doable: say(`doable_${body.doable}`)});
  },
};

// The headings that are placed: those with the most dots once the count is closed, else all.
function asked(at) {
  const headings = headingsOf(at, at.step.headings);
  const dots = at.step.dots ? dotsOf(at, at.step.dots) : null;
  const first = dots?.closed && !dots.void ? ranked(dots.counts, headings).filter(one => one.dots && one.place <= FIRST) : [];
  return first.length ? {headings: first, first: true} : {headings, first: false};
}

// Where each heading lies: its record by its key.
const placed = at => new Map(at.standing().map(record => [record.body.heading, record]));

const words = ({matters, doable}, at) => `${at.say(`matters_${matters}`)} · ${at.say(`doable_${doable}`)}`;

function which({headings, first, places, heading, turn}, at) {
  if (!headings.length) return [el('p', {class: 'hint'}, at.say('none'))];
  const row = one => {
    const lies = places.get(one.key);
    return el('li', {}, el('button', {type: 'button', class: 'note', 'aria-pressed': String(one.key === heading.key), onclick: () => turn(one.key)},
      el('span', {}, one.name), lies && el('small', {}, words(lies.body, at))));
  };
  return [el('p', {class: 'hint'}, first ? at.say('first') : at.say('how')), el('ul', {class: 'plain'}, headings.map(row))];
}

// Two sentences with three large answers each. What was touched of one alone waits for the other.
function choosing({heading, headings, places, state, turn, refresh}, at) {
  const record = places.get(heading.key);
  const now = {...record?.body, ...state.half};
  const touch = async (name, level) => {
    const said = {...now, [name]: level};
    state.half = {...state.half, [name]: level};
    refresh();
    if (said.matters && said.doable) await keep({heading: heading.key, matters: said.matters, doable: said.doable}, state, at);
  };
  const next = headings.find(one => one.key !== heading.key && !places.has(one.key));
  return [
    el('h2', {}, heading.name), ...ASKED.map(name => levels(name, now[name], touch, at)),
    record && next && el('button', {type: 'button', class: 'btn go big', onclick: () => turn(next.key)}, at.say('next', {heading: next.name})),
    record && !next && el('p', {class: 'hint', role: 'status'}, at.say('done')),
  ].filter(Boolean);
}

// One record for each heading, also when somebody touches faster than it is kept.
async function keep(body, state, at) {
  if (state.busy) return;
  state.busy = true;
  try {
    const record = placed(at).get(body.heading);
    await (record ? at.change(record, body) : at.append({body}));
    if (state.key === body.heading) state.half = {};
  } finally {
    state.busy = false;
  }
}

function levels(name, chosen, touch, at) {
  const button = level => el('button', {type: 'button', class: 'note', 'aria-pressed': String(level === chosen), onclick: () => touch(name, level)}, at.say(`${name}_${level}`));
  return el('div', {class: 'levels', role: 'group', 'aria-label': at.say(name)}, el('h3', {}, at.say(name)), el('div', {}, LEVELS.map(button)));
}

// The same twice: a grid where there is room for it, else a list by place. Only one of them is ever seen or read out.
function seen(at) {
  const headings = headingsOf(at, at.step.headings);
  const inside = (matters, doable) => at.standing().filter(({body}) => body.matters === matters && body.doable === doable)
    .map(({body}) => headings.find(one => one.key === body.heading)?.name).filter(Boolean);
  return [table(inside, at), listed(inside, at)];
}

function table(inside, at) {
  const ways = [...LEVELS].reverse();
  const cell = names => el('td', {}, el('ul', {}, names.map(name => el('li', {}, name))));
  const head = el('tr', {}, el('td', {}), ways.map(level => el('th', {scope: 'col'}, at.say(`doable_${level}`))));
  const rows = LEVELS.map(level => el('tr', {}, el('th', {scope: 'row'}, at.say(`matters_${level}`)), ways.map(way => cell(inside(level, way)))));
  return el('table', {class: 'grid'}, el('caption', {}, `${at.say('matters')} ↓ `, el('span', {}, `${at.say('doable')} →`)), el('thead', {}, head), el('tbody', {}, rows));
}

function listed(inside, at) {
  const places = LEVELS.flatMap(matters => LEVELS.map(doable => ({matters, doable, names: inside(matters, doable)}))).filter(one => one.names.length);
  return el('dl', {class: 'bycell'}, places.flatMap(one => [el('dt', {}, words(one, at)), ...one.names.map(name => el('dd', {}, name))]));
}
