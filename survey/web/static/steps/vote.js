// Slips or hands, counted one after the other: how many said what, and whether that can be with so many in the hall.

import {counter, takeLast} from '../tablet/counters.js';
import {drawn, el} from '../tablet/dom.js';

export default {
  draw(root, at) {
    const rows = Object.entries(at.step.options).map(([code, label]) => row(code, at.text(label), at));
    const side = el('div', {class: 'side'});
    root.replaceChildren(el('section', {class: 'age'}, el('h2', {}, at.text(at.step.ask)), el('ul', {class: 'cnt'}, rows.map(one => one.part))), side);
    return () => {
      const counted = count(at);
      for (const one of rows) one.refresh(counted);
      side.replaceChildren(...beside(counted, at));
    };
  },

  hides: true,

  // Everybody sees the question and how many have answered; how, only once the result is shown.
  wall(at, shown) {
    const counted = count(at);
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
