// A row that is counted by touches: label, minus, number, plus.

import {el} from './dom.js';

// `words` are what the buttons are called for who listens; `touch(1)` and `touch(-1)` say what to do.
export function counter(group, words, touch) {
  const number = el('output', {}, '0');
  const less = el('button', {type: 'button', class: 'minus', 'aria-label': words.less, onclick: () => touch(-1)}, '−');
  const more = el('button', {type: 'button', class: 'plus', 'aria-label': words.more, onclick: () => touch(1)}, '+');
  const refresh = count => {
    number.value = String(count);
    less.disabled = !count;
  };
  return {part: el('li', {}, el('span', {class: 'l'}, group), less, number, more), refresh};
}

// Minus takes back the last one of its kind, so that it is on the list of actions, too.
export function takeLast(at, mine) {
  const last = at.standing().filter(mine).at(-1);
  return last && at.takeBack(last);
}
