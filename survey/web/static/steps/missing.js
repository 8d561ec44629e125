// Who is not here though it concerns them, and who asks them by when.

import {el, redraw} from '../tablet/dom.js';
import {shortDay} from '../tablet/words.js';
import {written} from '../tablet/written.js';

export default {
  draw(root, at) {
    const {form, list, refresh} = written(at, {
      fields: [
        {name: 'whom', label: at.say('whom'), most: 80},
        {name: 'asks', label: at.say('asks'), most: 60},
        {name: 'by', label: at.say('by'), kind: 'date'},
      ],
      ready: typed => typed.whom !== '',
      body: typed => typed,
      named: ({body: {whom, asks, by}}) => el('span', {}, el('b', {}, whom), [asks && ` · ${asks}`, by && ` · ${shortDay(new Date(`${by}T12:00`))}`].filter(Boolean).join('')),
    });
    const side = el('div', {class: 'side'});
    root.replaceChildren(el('div', {}, form, list), side);
    return () => {
      refresh();
      redraw(side, ...absent(at), ...(at.step.say ? [el('p', {class: 'hint'}, at.text(at.step.say))] : []));
    };
  },

  undoLabel: ({body}, {say}) => say('added', {whom: body.whom}),
};

// The age groups of the door from which nobody came.
function absent(at) {
  const door = at.board.agenda.steps.find(one => one.step === 'attendance');
  if (!door || !at.people()) return [];
  const came = new Set(at.of(door.id).filter(one => one.body.measure === 'age').map(one => one.body.code));
  const groups = Object.entries(door.age).filter(([code]) => !came.has(code)).map(([, label]) => el('li', {}, at.text(label)));
  return groups.length ? [el('section', {class: 'notice'}, el('p', {}, at.say('nobody')), el('ul', {class: 'plain'}, groups))] : [];
}
