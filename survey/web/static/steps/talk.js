// Something that is said, or done on paper: what the facilitator reads aloud, and about how long it takes.

import {el} from '../tablet/dom.js';

export default {
  draw(root, at) {
    const said = at.step.say && [el('p', {class: 'aloud'}, at.aloud()), ...at.text(at.step.say).split('\n').filter(Boolean).map(part => el('p', {class: 'say'}, part))];
    root.replaceChildren(el('h2', {}, at.text(at.step.title)), el('p', {class: 'quiet'}, at.minutes()), ...(said || []));
  },
};
