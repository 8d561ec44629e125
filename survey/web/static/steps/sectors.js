// Who is in the hall by what they stand for, and how many of each would do something: one thing is counted at a time.

import {counter, takeLast} from '../tablet/counters.js';
import {el, redraw} from '../tablet/dom.js';
import {styled} from '../tablet/styled.js';

const HERE = 'here';
const HOWS = [HERE, 'join', 'help', 'lead', 'room'];
const counting = new Map();

export default {
  draw(root, at) {
    styled('./sectors.css', import.meta.url);
    const which = el('div', {class: 'counted', role: 'group', 'aria-label': at.say('which')});
    const asked = el('p', {class: 'lead'});
    const list = el('ul', {class: 'cnt'});
    const side = el('div', {class: 'side'});
    root.replaceChildren(el('section', {}, which, asked, list), side);
    const refresh = () => {
      const how = counting.get(at.step.id) ?? HERE;
      const turn = one => {
        counting.set(at.step.id, one);
        refresh();
      };
      const counted = count(at);
      redraw(which, ...HOWS.map(one => button(one, how, turn, at)));
      asked.replaceChildren(how === HERE ? at.say('ask') : at.say('ask_ready'));
      redraw(list, ...Object.entries(at.step.kinds).map(([kind, label]) => row(kind, at.text(label), how, counted, at)));
      redraw(side, ...beside(counted, how, at));
    };
    return refresh;
  },

  hides: true,

  // How many are here; what they would do, once it is shown.
  wall(at, shown) {
    const counted = count(at);
    const hows = shown ? HOWS.filter(how => sum(counted, how)) : [];
    const rows = Object.entries(at.step.kinds).filter(([kind]) => hows.some(how => counted[`${kind} ${how}`]));
    const said = kind => hows.filter(how => counted[`${kind} ${how}`]).map(how => `${at.say(how)}: ${counted[`${kind} ${how}`]}`).join(' · ');
    return [
      el('ul', {class: 'cards'}, rows.map(([kind, label]) => el('li', {}, el('b', {}, at.text(label)), el('br'), said(kind)))),
      el('p', {class: 'number'}, el('b', {}, String(sum(counted, HERE))), ` ${at.say('people', {num: sum(counted, HERE)})}`),
    ];
  },

  undoLabel({body: {kind, how}}, {step, text, say}) {
    return say('added', {group: text(step?.kinds?.[kind]), how: say(how)});
  },
};

function count(at) {
  const found = {};
  for (const {body: {kind, how}} of at.standing()) found[`${kind} ${how}`] = (found[`${kind} ${how}`] ?? 0) + 1;
  return found;
}

const sum = (counted, how) => Object.entries(counted).reduce((all, [key, n]) => all + (key.endsWith(` ${how}`) ? n : 0), 0);

const button = (one, how, turn, at) => el('button', {type: 'button', class: 'note', 'aria-pressed': String(one === how), onclick: () => turn(one)}, at.say(one));

function row(kind, group, how, counted, at) {
  const mine = record => record.body.kind === kind && record.body.how === how;
  const touch = by => (by > 0 ? at.append({body: {kind, how}}) : takeLast(at, mine));
  const {part, refresh} = counter(group, {less: at.say('less', {group}), more: at.say('more', {group})}, touch);
  refresh(counted[`${kind} ${how}`] ?? 0);
  return part;
}

function beside(counted, how, at) {
  const many = sum(counted, how);
  const kinds = Object.entries(at.step.kinds).map(([kind, label]) => [kind, at.text(label)]);
  const over = how === HERE ? [] : kinds.filter(([kind]) => (counted[`${kind} ${how}`] ?? 0) > (counted[`${kind} ${HERE}`] ?? 0));
  const absent = how === HERE && many ? kinds.filter(([kind]) => !counted[`${kind} ${HERE}`]) : [];
  const names = rows => rows.map(([, name]) => name).join(', ');
  return [
    el('p', {class: 'total'}, el('b', {}, String(many)), el('span', {}, at.say('people', {num: many}))),
    over.length > 0 && el('p', {class: 'notice'}, at.say('too_many', {group: names(over)})),
    absent.length > 0 && el('p', {class: 'notice'}, at.say('nobody', {group: names(absent)})),
    el('p', {class: 'hint'}, at.text(at.step.say) || at.say('never')),
  ].filter(Boolean);
}
