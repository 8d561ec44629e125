// What there is already, and what could be offered: said aloud, written down in a line, confirmed by the project later.

import {el} from '../tablet/dom.js';
import {headingsOf} from '../tablet/table.js';
import {written} from '../tablet/written.js';

export default {
  draw(root, at) {
    const headings = headingsOf(at, at.step.headings).map(one => [one.key, one.name]);
    const {form, list, refresh} = written(at, {
      fields: [
        {name: 'what', label: at.say('what'), kind: 'choice', options: ['have', 'offer'].map(code => [code, at.say(code)])},
        {name: 'name', label: at.say('name'), most: 120},
        ...(headings.length ? [{name: 'heading', label: at.say('heading'), kind: 'choice', options: [...headings, ['', at.say('any')]]}] : []),
        {name: 'where', label: at.say('where'), most: 120},
        {name: 'when', label: at.say('when'), most: 120},
      ],
      ready: typed => typed.name !== '' && typed.what !== '',
      body: ({heading = '', ...typed}) => ({...typed, heading}),
      named: ({body: {what, name, where, when}}) => el('span', {}, el('b', {}, at.say(what)), `: ${[name, where, when].filter(Boolean).join(' · ')}`),
    });
    root.replaceChildren(el('div', {}, form, list), el('div', {class: 'side'}, el('p', {class: 'notice'}, at.say('later')), at.step.say ? el('p', {class: 'hint'}, at.text(at.step.say)) : ''));
    return refresh;
  },

  undoLabel: ({body}, {say}) => say('added', {name: body.name}),
};
