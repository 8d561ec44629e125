// Slips or hands, counted one after the other: how many said what, and whether that can be with so many in the hall. A
// vote that was closed can be opened again for whoever comes late, or declared void with a reason.

import {counter, takeLast} from '../tablet/counters.js';
import {drawn, el, redraw} from '../tablet/dom.js';
import {forget, fromPhones, phones, sum} from '../tablet/hall.js';
import {voiding} from '../tablet/voiding.js';
import {written} from '../tablet/written.js';

const MOST_ROLE = 40;

export default {
  draw(root, at) {
    const rows = Object.entries(at.step.options).map(([code, label]) => row(code, at.text(label), at));
    const told = proxies(at);
    const side = el('div', {class: 'side'});
    const away = voiding(at);
    const result = el('div', {class: 'order'});
    const counting = el('div', {}, el('ul', {class: 'cnt'}, rows.map(one => one.part)), ...(at.step.practice ? [] : [told.part]));
    root.replaceChildren(el('section', {class: 'age'}, el('h2', {}, at.text(at.step.ask)), result, counting), el('div', {class: 'side'}, side, away));
    return () => {
      const {counted, closed, why} = count(at);
      for (const one of rows) one.refresh(counted);
      told.refresh();
      counting.hidden = Boolean(closed || why);
      redraw(result, ...(closed || why ? over(at) : []));
      redraw(side, ...beside(at));
      away.hidden = !closed || Boolean(why);
    };
  },

  hides: true,

  // Everybody sees the question and how many have answered; how, only once the result is shown.
  wall(at, shown) {
    const {all: here, told, voices, why} = count(at);
    if (why) return [el('p', {class: 'asked'}, at.say('is_void', {why}))];
    const all = code => (here[code] ?? 0) + (told[code] ?? 0);
    const others = sum(told);
    const answers = Object.entries(at.step.options).map(([code, label]) => el('li', {}, el('span', {}, at.text(label)), shown && bar(all(code), voices + others)));
    return [
      el('p', {class: 'asked'}, at.text(at.step.ask)), el('ul', {class: 'answers'}, answers),
      el('p', {class: 'number'}, el('b', {}, String(voices)), ` ${at.say('voices', {num: voices})}`),
      others > 0 && el('p', {}, at.say('proxies', {num: others})),
    ].filter(Boolean);
  },

  undoLabel({body}, {step, text, say}) {
    if (body.closed) return say('closed');
    if (body.void) return say('voided');
    const group = text(step?.options?.[body.option]);
    return body.proxy ? say('proxy_added', {group, who: body.proxy}) : say('added', {group});
  },
};

// The voices counted by hand, `all` with those of the phones as far as the server has told them, and apart from them those
// that somebody told for another one; whether the vote is over.
function count(at) {
  const counted = {};
  const told = {};
  const records = at.standing();
  for (const {body: {option, proxy}} of records.filter(one => one.body.option)) {
    const mine = proxy ? told : counted;
    mine[option] = (mine[option] ?? 0) + 1;
  }
  const why = records.find(one => one.body.void)?.body.void ?? '';
  const theirs = why ? {} : fromPhones(at.step.id);
  const all = {...counted};
  for (const [code, n] of Object.entries(theirs)) all[code] = (all[code] ?? 0) + n;
  return {counted, all, told, voices: sum(all), theirs: sum(theirs), closed: records.some(one => one.body.closed), why};
}

// A vote that is closed, with its numbers, or the reason why it is void.
function over(at) {
  const {all, told, why} = count(at);
  if (why) return [el('p', {class: 'notice'}, at.say('is_void', {why}))];
  const rows = Object.entries(at.step.options).map(([code, label]) => el('li', {}, el('span', {}, at.text(label)),
    el('b', {}, String(all[code] ?? 0) + (told[code] ? ` + ${told[code]}` : ''))));
  return [el('ul', {class: 'ranks'}, rows)];
}

// One voice more for somebody who has no device or could not come: counted apart, with the role of whoever tells it.
function proxies(at) {
  const {form, list, refresh} = written(at, {
    fields: [
      {name: 'option', label: at.say('proxy_option'), kind: 'choice', options: Object.entries(at.step.options).map(([code, label]) => [code, at.text(label)])},
      {name: 'proxy', label: at.say('proxy_who'), most: MOST_ROLE},
    ],
    ready: typed => typed.option !== '' && typed.proxy !== '',
    body: ({option, proxy}) => ({option, proxy}),
    standing: () => at.standing().filter(one => one.body.proxy),
    named: ({body: {option, proxy}}) => el('span', {}, el('b', {}, at.text(at.step.options[option])), ` · ${proxy}`),
  });
  return {part: el('details', {class: 'sheet'}, el('summary', {}, at.say('proxy')), form, list), refresh};
}

function row(code, group, at) {
  const words = {less: at.say('less', {group}), more: at.say('more', {group})};
  const mine = ({body}) => body.option === code && !body.proxy;
  const touch = by => (by > 0 ? at.append({body: {option: code}}) : takeLast(at, mine));
  const {part, refresh} = counter(group, words, touch);
  return {part, refresh: counted => refresh(counted[code] ?? 0)};
}

function beside(at) {
  const {voices, told, theirs, closed, why} = count(at);
  const people = at.people();
  const finished = phones.finished[at.step.id] ?? 0;
  const standing = kind => at.standing().find(one => one.body[kind]);
  const button = (words, onclick, go = '') => el('button', {type: 'button', class: `btn ${go}`, onclick}, at.say(words));
  const deed = why ? button('reopen', () => at.takeBack(standing('void')))
    : closed ? button('reopen', () => forget(at.step.id).then(() => at.takeBack(standing('closed'))))
      : (voices > 0 || finished > 0) && button('close', () => at.append({body: {closed: true}}));
  return [
    el('p', {class: 'total'}, el('b', {}, String(voices)), el('span', {}, at.say('voices', {num: voices}))),
    people > 0 && el('p', {class: 'hint'}, at.say('people', {num: people})),
    phones.open && !why && el('p', {class: 'hint phones', role: 'status'}, byPhone(finished, theirs, closed, at)),
    sum(told) > 0 && el('p', {class: 'hint'}, at.say('proxies', {num: sum(told)})),
    people > 0 && voices > people ? el('p', {class: 'notice'}, at.say('too_many')) : !closed && !why && el('p', {class: 'hint'}, at.step.say ? at.text(at.step.say) : at.say('how')),
    at.step.by && el('p', {class: 'hint'}, at.say('by', {how: at.say(`by_${at.step.by}`)})),
    deed && el('div', {class: 'acts'}, deed),
  ].filter(Boolean);
}

// How many phones have voted, never how, until the vote is closed; from then on no phone changes anything.
function byPhone(finished, theirs, closed, at) {
  if (theirs) return at.say('phones_votes', {num: theirs});
  return closed && finished ? at.say('phones_later') : at.say('phones', {num: finished});
}

const bar = (n, of) => [
  drawn('svg', {viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true'}, drawn('rect', {width: of ? (100 * n) / of : 0, height: 10})),
  el('b', {}, String(n)),
];
