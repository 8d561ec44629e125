// Dots on the headings: counted one by one, or typed in from the sheet of a table. The order is shown once the count is
// closed; it can be opened again for whoever comes late, or declared void with a reason.

import {counter, takeLast} from '../tablet/counters.js';
import {el, redraw} from '../tablet/dom.js';
import {fromPhones, phones, sum} from '../tablet/hall.js';
import {dotsOf, headingsOf, ranked} from '../tablet/table.js';
import {sheets} from '../tablet/sheets.js';
import {voiding} from '../tablet/voiding.js';

export default {
  draw(root, at) {
    const rows = el('ul', {class: 'cnt'});
    const side = el('div', {class: 'side'});
    const sheet = sheets(at);
    const counting = el('div', {}, rows, sheet.part);
    const order = el('div', {class: 'order'});
    const away = voiding(at);
    root.replaceChildren(el('div', {}, order, counting), el('div', {class: 'side'}, side, away));
    let drawn = null;
    return () => {
      const headings = headingsOf(at, at.step.headings);
      const now = headings.map(one => one.key + one.name).join();
      if (drawn?.now !== now) drawn = {now, all: headings.map(one => row(one, at))};
      redraw(rows, ...drawn.all.map(one => one.part));
      const dots = dotsOf(at, at.step.id);
      const over = dots.closed || dots.void;
      const single = at.standing().map(one => one.body.dot);
      drawn.all.forEach(one => one.refresh(single.filter(key => key === one.key).length));
      sheet.refresh(headings);
      counting.hidden = Boolean(over) || !headings.length;
      redraw(order, ...(over ? ranking(dots, headings, at) : []));
      redraw(side, ...beside(dots, headings, at));
      away.hidden = !dots.closed || Boolean(dots.void);
    };
  },

  hides: true,

  // Everybody sees the headings and how many dots there are; their order once it is closed and shown.
  wall(at, shown) {
    const headings = headingsOf(at, at.step.headings);
    const dots = dotsOf(at, at.step.id);
    if (dots.void) return [el('p', {class: 'asked'}, at.say('is_void', {why: dots.void}))];
    const seen = shown && dots.closed;
    const rows = seen ? ranked(dots.counts, headings) : headings;
    return [el('ul', {class: 'cards'}, rows.map(one => el('li', {}, seen && el('b', {}, String(one.dots)), ' ', one.name))),
      el('p', {class: 'number'}, el('b', {}, String(dots.all)), ` ${at.say('dots', {num: dots.all})}`)];
  },

  undoLabel({body}, {at, say: said}) {
    if (body.closed) return said('closed');
    if (body.void) return said('voided');
    return body.sheet ? said('sheet_added', {no: String(body.sheet)}) : said('added', {group: nameOf(body.dot, at)});
  },
};

const nameOf = (key, at) => headingsOf(at, at.step.headings).find(one => one.key === key)?.name ?? '';

function row({key, name}, at) {
  const words = {less: at.say('less', {group: name}), more: at.say('more', {group: name})};
  const touch = by => (by > 0 ? at.append({body: {dot: key}}) : takeLast(at, record => record.body.dot === key));
  return {key, ...counter(name, words, touch)};
}

// The order with equal places for equal numbers, the first three marked.
function ranking({void: why, counts}, headings, at) {
  if (why) return [el('p', {class: 'notice'}, at.say('is_void', {why}))];
  const rows = ranked(counts, headings).map(({place, name, dots}) => el('li', {class: place <= 3 && dots ? 'first' : ''},
    el('i', {}, `${place}.`), el('span', {}, name), el('b', {}, String(dots))));
  return [el('h2', {}, at.say('ranking')), el('ol', {class: 'ranks'}, rows)];
}

function beside(dots, headings, at) {
  const {each} = at.step;
  const num = at.people() * (each ?? 3);
  const standing = kind => at.standing().find(one => one.body[kind]);
  const button = (words, onclick, go = '') => el('button', {type: 'button', class: `btn ${go}`, onclick}, at.say(words));
  if (!headings.length) return [el('p', {class: 'hint'}, at.say('none'))];
  const deeds = dots.void ? [button('reopen', () => at.takeBack(standing('void')))]
    : dots.closed ? [button('reopen', () => at.takeBack(standing('closed')))]
      : [button('close', () => at.append({body: {closed: true}}), 'go')];
  return [
    el('p', {class: 'total'}, el('b', {}, String(dots.all)), el('span', {}, at.say('dots', {num: dots.all}))),
    num > 0 && el('p', {class: 'hint'}, at.say('expected', {num, each})),
    ...byPhone(dots, at),
    num > 0 && dots.all > num && el('p', {class: 'notice'}, at.say('too_many')),
    !dots.closed && !dots.void && el('p', {class: 'hint'}, at.say('covered')),
    el('div', {class: 'acts'}, deeds),
    at.step.method && el('section', {}, el('h2', {}, at.say('method')), el('p', {class: 'hint'}, at.text(at.step.method))),
  ].filter(Boolean);
}

// How many phones are finished while the count is open; once it is closed, how many of the dots are theirs.
function byPhone({closed, void: why}, at) {
  const num = phones.finished[at.step.id] ?? 0;
  if (!phones.open || why || (closed && !num)) return [];
  const theirs = sum(fromPhones(at.step.id));
  const said = !closed ? at.say('phones', {num}) : theirs ? at.say('phones_dots', {num: theirs}) : at.say('phones_later');
  return [el('p', {class: 'hint phones', role: 'status'}, said)];
}
