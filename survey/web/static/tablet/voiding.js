// Declaring a count void, with the reason that the protocol says: for dots and for votes.

import {el} from './dom.js';

const MOST_REASON = 120;

// A folded form; the step has the words `void` and `void_why` and takes `{void: reason}`.
export function voiding(at) {
  const input = el('input', {id: 'void', type: 'text', maxlength: MOST_REASON, autocomplete: 'off'});
  const declare = event => {
    event.preventDefault();
    const why = input.value.trim().replace(/\s+/gu, ' ');
    return why && at.append({body: {void: why}});
  };
  return el('details', {}, el('summary', {}, at.say('void')), el('form', {class: 'writing', onsubmit: declare},
    el('p', {class: 'field'}, el('label', {for: 'void'}, at.say('void_why')), input), el('button', {class: 'btn'}, at.say('void'))));
}
