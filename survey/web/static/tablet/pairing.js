// The first screen: connecting the tablet with a workshop by the code that the lead shows.

import {el} from './dom.js';
import {page} from './frame.js';
import {pairWith} from './here.js';
import {say} from './words.js';

let wrong = '';

// Remembers what came of a code in the address, to be said on the screen.
export function said(name) {
  wrong = name;
}

export function draw({show}) {
  const field = el('input', {
    id: 'code', class: 'input', name: 'code', autocomplete: 'off', autocapitalize: 'characters', spellcheck: 'false',
    'aria-invalid': wrong && 'true', 'aria-describedby': wrong && 'wrong',
  });
  const form = el('form', {
    class: 'field', novalidate: true,
    async onsubmit(event) {
      event.preventDefault();
      await connect(field.value, show);
    },
  },
  wrong && el('p', {class: 'err', id: 'wrong', role: 'alert'}, say(wrong)),
  el('label', {for: 'code'}, say('pair_code')), field,
  el('div', {class: 'acts'}, el('button', {class: 'btn go big'}, say('pair_go'))));
  page('pairing', {inside: [el('h1', {}, say('pair_title')), el('p', {class: 'lead'}, say('pair_how')), form]}, show);
  if (wrong) field.focus();
}

async function connect(code, show) {
  wrong = code.trim() ? await pairWith(code) : 'pair_empty';
  if (!wrong) location.hash = '#/ready';
  show();
}
