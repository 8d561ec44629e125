// Who does what by when, for the headings with the most dots. A name is kept only of who agrees to be named.

import {el, redraw} from '../tablet/dom.js';
import {dotsOf, firstThree, headingsOf} from '../tablet/table.js';
import {shortDay} from '../tablet/words.js';
import {written} from '../tablet/written.js';

const READY = ['now', 'soon', 'later', 'ask'];

export default {
  draw(root, at) {
    const first = chosen(at);
    const headings = first.length ? first : headingsOf(at, at.step.headings);
    const options = [...headings.map(one => [one.key, one.name]), ['', at.say('any')]];
    const {form, list, refresh} = written(at, {
      fields: [
        ...(headings.length ? [{name: 'heading', label: at.say('heading'), kind: 'choice', options}] : []),
        {name: 'what', label: at.say('what'), most: 200},
        {name: 'by', label: at.say('by'), kind: 'date'},
        {name: 'ready', label: at.say('ready'), kind: 'choice', options: READY.map(code => [code, at.say(`ready_${code}`)])},
        {name: 'needs', label: at.say('needs'), most: 120},
        {name: 'agreed', label: at.say('agreed'), kind: 'tick'},
        {name: 'who', label: at.say('who'), most: 60},
      ],
      ready: typed => typed.what !== '',
      // Without the tick no name leaves the form.
      body: ({agreed, who, heading = '', ready, ...typed}) => ({...typed, heading, ready: ready || 'ask', who: agreed ? who : ''}),
      named: ({body}) => promise(body, at),
    });
    const side = el('div', {class: 'side'});
    root.replaceChildren(el('div', {}, form, list), side);
    return () => {
      refresh();
      redraw(side, ...beside(at));
    };
  },

  wall: at => [el('ul', {class: 'cards'}, at.standing().map(({body}) => el('li', {}, promise(body, at))))],

  undoLabel: ({body}, {say}) => say('added', {what: body.what}),
};

function chosen(at) {
  const dots = at.step.dots ? dotsOf(at, at.step.dots) : null;
  return dots?.closed ? firstThree(dots.counts, headingsOf(at, at.step.headings)) : [];
}

// Why the headings are in no order; nothing where the count is closed and holds.
function unordered(at) {
  const {closed, void: why} = dotsOf(at, at.step.dots);
  if (why) return el('p', {class: 'hint'}, at.say('is_void', {why}));
  return !closed && el('p', {class: 'hint'}, at.say('open'));
}

function promise({what, who, by, needs}, at) {
  const until = by && shortDay(new Date(`${by}T12:00`));
  return [el('span', {}, el('b', {}, who || at.say('somebody')), `: ${[what, until, needs].filter(Boolean).join(' · ')}`)];
}

function beside(at) {
  const first = chosen(at);
  const rows = first.map(({place, name}) => el('li', {}, `${place}. ${name}`));
  return [
    first.length ? el('section', {}, el('h2', {}, at.say('first')), el('ol', {class: 'plain'}, rows)) : at.step.dots && unordered(at),
    el('p', {class: 'notice'}, at.say('slip')),
    at.step.say && el('p', {class: 'hint'}, at.text(at.step.say)),
  ].filter(Boolean);
}
