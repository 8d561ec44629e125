// Who came: one touch for each person at the door, by age and apart from it by gender, with the ring of all who are here.

import {counter, takeLast} from '../tablet/counters.js';
import {drawn, el, strong} from '../tablet/dom.js';

const SOME = 5;
const MOST_DOTS = 100;

export default {
  draw(root, at) {
    const counters = ['age', 'gender', 'hear'].filter(measure => Object.keys(at.step[measure] ?? {}).length).map(measure => section(measure, at));
    const side = el('div', {class: 'side'});
    const parts = counters.map(one => one.part);
    const heard = parts.filter(part => part.className === 'hear');
    root.replaceChildren(el('div', {}, parts.filter(part => !heard.includes(part))), side, ...heard);
    return () => {
      const counted = count(at);
      for (const one of counters) one.refresh(counted);
      side.replaceChildren(total(counted, at), ...missing(counted, at));
    };
  },

  wall(at) {
    const people = at.people();
    return [el('p', {class: 'number'}, el('b', {}, String(people)), ` ${at.say('people', {num: people})}`)];
  },

  undoLabel(record, {step, text, say}) {
    const {measure, code} = record.body;
    return say('added', {group: text(step?.[measure]?.[code])});
  },
};

function count(at) {
  const found = {age: {}, gender: {}, hear: {}};
  for (const {body: {measure, code}} of at.standing()) found[measure][code] = (found[measure][code] ?? 0) + 1;
  return found;
}

function section(measure, at) {
  const rows = Object.entries(at.step[measure]).map(([code, label]) => row(measure, code, at.text(label), at));
  const part = el('section', {class: measure}, el('h2', {}, at.say(measure)), el('ul', {class: 'cnt'}, rows.map(row => row.part)));
  return {part, refresh: counted => rows.forEach(row => row.refresh(counted[measure]))};
}

function row(measure, code, group, at) {
  const words = {less: at.say('less', {group}), more: at.say('more', {group})};
  const mine = record => record.body.measure === measure && record.body.code === code;
  const touch = by => (by > 0 ? at.append({body: {measure, code}}) : takeLast(at, mine));
  const {part, refresh} = counter(group, words, touch);
  return {part, refresh: counted => refresh(counted[code] ?? 0)};
}

const sum = counted => Object.values(counted).reduce((all, n) => all + n, 0);

// The ring of people: one dot each.
function total(counted, at) {
  const people = sum(counted.age);
  const dots = Math.min(people, MOST_DOTS);
  const size = Math.min(13, 240 / Math.max(dots, 1));
  const ring = Array.from({length: dots}, (_, place) => {
    const turn = (2 * Math.PI * place) / dots;
    return drawn('circle', {cx: 110 + 92 * Math.sin(turn), cy: 110 - 92 * Math.cos(turn), r: size});
  });
  const picture = drawn('svg', {viewBox: '0 0 220 220', width: 200, height: 200, 'aria-hidden': 'true'}, ...ring);
  return el('div', {class: 'total'}, picture, el('p', {}, el('b', {}, String(people)), el('span', {}, at.say('people', {num: people}))));
}

// Of the groups from which nobody has come, the largest one in the district that should be here by now.
function missing(counted, at) {
  const people = sum(counted.age);
  if (people < SOME) return [el('p', {class: 'hint'}, at.step.say ? at.text(at.step.say) : at.say('nobody'))];
  const living = at.board.living?.[at.step.id]?.age;
  if (!living) return [el('p', {class: 'hint'}, at.say('unknown'))];
  const all = sum(living);
  const absent = Object.entries(living).filter(([code, n]) => !counted.age[code] && (n / all) * people >= 1).sort((a, b) => b[1] - a[1]);
  return absent.slice(0, 1).map(([code, n]) => el('section', {class: 'notice'},
    el('h2', {}, at.say('missing', {group: at.text(at.step.age[code])})),
    el('p', {}, strong(at.say('living', {num: n}))), el('p', {}, at.say('who'))));
}
