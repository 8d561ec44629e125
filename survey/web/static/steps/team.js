// Who coordinates: the roles of the team, who has taken which, and how a choice is made. A name only of who agrees.

import {el, redraw} from '../tablet/dom.js';
import {written} from '../tablet/written.js';

export default {
  draw(root, at) {
    const {form, list, refresh} = written(at, {
      fields: [
        {name: 'role', label: at.say('role'), kind: 'choice', options: roles(at)},
        {name: 'agreed', label: at.say('agreed'), kind: 'tick'},
        {name: 'who', label: at.say('who'), most: 60},
      ],
      ready: typed => typed.role !== '',
      // Without the tick no name leaves the form.
      body: ({role, agreed, who}) => ({role, who: agreed ? who : ''}),
      named: ({body}) => holder(body, at),
    });
    const side = el('div', {class: 'side'});
    root.replaceChildren(el('div', {}, form, list), side);
    return () => {
      refresh();
      redraw(side, ...beside(at));
    };
  },

  wall: at => [
    el('ul', {class: 'cards'}, at.standing().map(({body}) => el('li', {}, holder(body, at)))),
    ...empty(at), ...method(at),
  ],

  undoLabel: ({body}, {step, text, say}) => say('added', {group: text(step?.roles?.[body.role])}),
};

const roles = at => Object.entries(at.step.roles).map(([code, label]) => [code, at.text(label)]);

const holder = ({role, who}, at) => el('span', {}, el('b', {}, at.text(at.step.roles[role])), `: ${who || at.say('somebody')}`);

// The roles that nobody has taken, which is what the team looks for next.
function empty(at) {
  const taken = new Set(at.standing().map(one => one.body.role));
  const left = roles(at).filter(([code]) => !taken.has(code));
  if (!left.length) return [el('p', {class: 'hint'}, at.say('full'))];
  return [el('section', {class: 'notice'}, el('p', {}, at.say('empty')), el('ul', {class: 'plain'}, left.map(([, name]) => el('li', {}, name))))];
}

const method = at => (at.step.method ? [el('section', {}, el('h2', {}, at.say('method')), el('p', {class: 'hint'}, at.text(at.step.method)))] : []);

const beside = at => [...empty(at), ...method(at), ...(at.step.say ? [el('p', {class: 'hint'}, at.text(at.step.say))] : [])];
