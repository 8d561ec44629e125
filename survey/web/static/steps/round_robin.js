// Writing in silence: the cards go on from hand to hand, come back, and are typed in line by line.

import {counter, takeLast} from '../tablet/counters.js';
import {el, redraw} from '../tablet/dom.js';
import {time} from '../tablet/words.js';
import {written} from '../tablet/written.js';

const MOST = 200;
const MINUTE = 60_000;

export default {
  draw(root, at) {
    const rounds = el('section', {});
    const back = cards(at);
    const {form, list, refresh} = written(at, {
      fields: [{name: 'text', label: at.say('text'), most: MOST}],
      ready: typed => typed.text !== '',
      body: ({text}) => ({text}),
      standing: () => at.standing().filter(one => one.body.text),
      named: ({body}) => body.text,
    });
    const number = el('p', {class: 'total'});
    root.replaceChildren(
      el('div', {}, el('h2', {}, at.text(at.step.ask)), rounds, el('ul', {class: 'cnt'}, back.part), form, list),
      el('div', {class: 'side'}, number, el('p', {class: 'hint'}, at.text(at.step.say) || at.say('how'))),
    );
    return () => {
      const many = at.standing().filter(one => one.body.text).length;
      redraw(rounds, ...turns(at));
      back.refresh(at.standing().filter(one => one.body.card).length);
      refresh();
      number.replaceChildren(el('b', {}, String(many)), el('span', {}, at.say('lines', {num: many})));
    };
  },

  // What everybody writes about, and until when; never a line of it.
  wall: at => [el('p', {class: 'asked'}, at.text(at.step.ask)), ...now(at).map(words => el('p', {}, words))],

  undoLabel({body}, {step, say}) {
    if (body.card) return say('added');
    if (body.text) return say('written', {name: body.text});
    return body.begun ? say('passed', {no: String(body.begun), of: String(step?.rounds ?? 3)}) : say('writing');
  },
};

const rounds = at => at.step.rounds ?? 3;

// The latest beginning of a round; nothing where nobody has begun to write.
const latest = at => at.standing().filter(one => 'begun' in one.body).sort((a, b) => a.body.begun - b.body.begun).at(-1);

const ends = (record, at) => new Date(new Date(record.made).getTime() + (at.step.silent ?? 5) * MINUTE);

// What is going on, and until when: it only advises, and nobody is hurried.
function now(at) {
  const record = latest(at);
  if (!record) return [];
  const {begun} = record.body;
  const what = begun ? at.say('passed', {no: String(begun), of: String(rounds(at))}) : at.say('writing');
  const until = ends(record, at);
  return [`${what}, ${at.say('until', {time: time(until)})}.`, ...(Date.now() >= until ? [at.say('over')] : [])];
}

function turns(at) {
  const begun = latest(at)?.body.begun ?? -1;
  const next = begun + 1;
  const words = next ? at.say('on', {no: String(next), of: String(rounds(at))}) : at.say('silent');
  // Touched twice in a hurry it is one round.
  const begin = event => {
    event.currentTarget.disabled = true;
    return at.append({body: {begun: next}});
  };
  return [
    ...now(at).map((said, place) => el('p', {class: place ? 'notice' : 'lead', role: 'status'}, said)),
    next <= rounds(at) ? el('div', {class: 'acts'}, el('button', {type: 'button', class: 'btn go', onclick: begin}, words)) : el('p', {class: 'hint'}, at.say('through')),
  ];
}

function cards(at) {
  const group = at.say('cards');
  const touch = by => (by > 0 ? at.append({body: {card: true}}) : takeLast(at, one => one.body.card));
  return counter(group, {less: at.say('less', {group}), more: at.say('more', {group})}, touch);
}
