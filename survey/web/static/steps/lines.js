// Short notes: one line after the other, under a question of the agenda.

import {el} from '../tablet/dom.js';
import {written} from '../tablet/written.js';

const MOST = 200;

export default {
  draw(root, at) {
    const {form, list, refresh} = written(at, {
      fields: [{name: 'text', label: at.text(at.step.ask), most: MOST}],
      ready: typed => typed.text !== '',
      body: ({text}) => ({text}),
      named: ({body}) => body.text,
    });
    root.replaceChildren(el('div', {}, form, list), el('div', {class: 'side'}, at.step.say && el('p', {class: 'hint'}, at.text(at.step.say)) || ''));
    return refresh;
  },

  undoLabel: ({body}, {say}) => say('added', {name: body.text}),
};
