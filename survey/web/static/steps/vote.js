// Slips or hands, counted one after the other: how many said what, and whether that can be with so many in the hall.

import {counter, takeLast} from '../tablet/counters.js';
import {drawn, el, redraw} from '../tablet/dom.js';
import {exchange, forget, fromPhones, phones, sum} from '../tablet/hall.js';
import {put, state} from '../tablet/stage.js';

export default {
  draw(root, at) {
    const rows = Object.entries(at.step.options).map(([code, label]) => row(code, at.text(label), at));
    const side = el('div', {class: 'side'});
    const phone = el('div', {class: 'phones'});
    root.replaceChildren(el('section', {class: 'age'}, el('h2', {}, at.text(at.step.ask)), el('ul', {class: 'cnt'}, rows.map(one => one.part))), el('div', {}, side, phone));
    return () => {
      const own = count(at);
      for (const one of rows) one.refresh(own);
      side.replaceChildren(...beside(all(at), at));
      byPhone(phone, at);
    };
  },

  hides: true,

  // Everybody sees the question and how many have answered; how, only once the result is shown.
  wall(at, shown) {
    const counted = all(at);
    const voices = Object.values(counted).reduce((all, n) => all + n, 0);
    const answers = Object.entries(at.step.options).map(([code, label]) => el('li', {}, el('span', {}, at.text(label)), shown && bar(counted[code] ?? 0, voices)));
    return [el('p', {class: 'asked'}, at.text(at.step.ask)), el('ul', {class: 'answers'}, answers), el('p', {class: 'number'}, el('b', {}, String(voices)), ` ${at.say('voices', {num: voices})}`)];
  },

  undoLabel(record, {step, text, say}) {
    return say('added', {group: text(step?.options?.[record.body.option])});
  },
};

function count(at) {
  const found = {};
  for (const {body} of at.standing()) found[body.option] = (found[body.option] ?? 0) + 1;
  return found;
}

// Those of the phones among them, as far as the server has told them.
function all(at) {
  const found = count(at);
  for (const [code, n] of Object.entries(fromPhones(at.step.id))) found[code] = (found[code] ?? 0) + n;
  return found;
}

// How many phones have voted, never how, until they are counted in; from then on no phone changes anything.
async function byPhone(root, at) {
  if (!phones.open) return;
  const {id, options} = at.step;
  const {counted} = await state();
  const closed = counted.includes(id);
  const change = async () => {
    if (closed) await forget(id);
    await put({counted: closed ? counted.filter(one => one !== id) : [...counted, id]});
    await exchange();
    byPhone(root, at);
  };
  const theirs = fromPhones(id);
  const told = Object.entries(options).map(([code, label]) => el('li', {}, `${at.text(label)}: `, el('b', {}, String(theirs[code] ?? 0))));
  redraw(root,
    el('p', {class: 'hint', role: 'status'}, at.say('phones', {num: phones.finished[id] ?? 0})),
    ...(closed && sum(theirs) ? [el('ul', {class: 'plain'}, told)] : []),
    el('div', {class: 'acts'}, el('button', {type: 'button', class: 'btn', onclick: change}, at.say(closed ? 'phones_again' : 'phones_count'))));
}

function row(code, group, at) {
  const words = {less: at.say('less', {group}), more: at.say('more', {group})};
  const touch = by => (by > 0 ? at.append({body: {option: code}}) : takeLast(at, record => record.body.option === code));
  const {part, refresh} = counter(group, words, touch);
  return {part, refresh: counted => refresh(counted[code] ?? 0)};
}

function beside(counted, at) {
  const voices = Object.values(counted).reduce((all, n) => all + n, 0);
  const people = at.people();
  return [
    el('p', {class: 'total'}, el('b', {}, String(voices)), el('span', {}, at.say('voices', {num: voices}))),
    people > 0 && el('p', {class: 'hint'}, at.say('people', {num: people})),
    people > 0 && voices > people ? el('p', {class: 'notice'}, at.say('too_many')) : el('p', {class: 'hint'}, at.step.say ? at.text(at.step.say) : at.say('how')),
  ].filter(Boolean);
}

const bar = (n, of) => [
  drawn('svg', {viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true'}, drawn('rect', {width: of ? (100 * n) / of : 0, height: 10})),
  el('b', {}, String(n)),
];
