// Slips or hands, counted one after the other: how many said what, and whether that can be with so many in the hall.

import {counter, takeLast} from '../tablet/counters.js';
import {el} from '../tablet/dom.js';

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
