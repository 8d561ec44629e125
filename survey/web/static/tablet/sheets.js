// The sheet of a table: its number, and a number for each heading. One that is typed in already is mended, never added.

import {el} from './dom.js';
import {say} from './words.js';

const MOST_SHEETS = 99;
const MOST_ON_SHEET = 99;
const MOST_PEOPLE = 99;

const whole = input => Math.min(MOST_ON_SHEET, Math.max(0, Math.trunc(Number(input.value)) || 0));

// {part, refresh(headings)}: the form, and its fields for the headings there are now.
export function sheets(at) {
  const no = el('input', {id: 'sheet', type: 'number', inputmode: 'numeric', min: 1, max: MOST_SHEETS, autocomplete: 'off'});
  const told = el('p', {class: 'notice', role: 'status', hidden: true}, '');
  const people = el('input', {id: 'sheet_people', type: 'number', inputmode: 'numeric', min: 1, max: MOST_PEOPLE, autocomplete: 'off'});
  const fields = el('div', {class: 'numbers'});
  const form = el('form', {class: 'writing'},
    el('p', {class: 'field'}, el('label', {for: 'sheet'}, at.say('sheet')), no), told, fields,
    el('p', {class: 'field'}, el('label', {for: 'sheet_people'}, at.say('sheet_people')), people), el('button', {class: 'btn'}, say('write_keep')));
  const inputs = () => [...fields.querySelectorAll('input')];
  const there = () => at.standing().find(one => one.body.sheet === Number(no.value));
  const look = () => looked({no, told, people, inputs: inputs(), found: there(), at});
  // Only a number that is typed to its end is looked up: whoever types 12 has not asked for sheet 1.
  no.addEventListener('change', look);
  // What the sheet has brought is typed over, not added to.
  form.addEventListener('focusin', event => event.target.dataset.of && event.target.select());
  form.addEventListener('input', event => { delete event.target.dataset.of; });
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const missing = wanting(no, inputs());
    if (missing) return missing.focus();
    const dots = Object.fromEntries(inputs().map(input => [input.dataset.key, whole(input)]));
    const body = {sheet: Number(no.value), dots, ...(whole(people) ? {people: whole(people)} : {})};
    const before = there();
    await (before ? at.change(before, body) : at.append({body}));
    for (const input of [no, people, ...inputs()]) empty(input);
    told.hidden = true;
    return no.focus();
  });
  return {part: el('details', {class: 'sheet'}, el('summary', {}, at.say('sheet_title')), form), refresh: headings => renewed(fields, headings)};
}

function empty(input) {
  input.value = '';
  delete input.dataset.of;
}

// The field that has to be filled first: the number of the sheet, or any number of dots at all.
function wanting(no, inputs) {
  const sheet = Number(no.value);
  if (!Number.isInteger(sheet) || sheet < 1 || sheet > MOST_SHEETS) return no;
  return inputs.some(input => input.value !== '') ? null : inputs[0] ?? no;
}

// Says that a sheet is typed in already and shows its numbers. What somebody has typed stays; what another sheet had brought goes.
function looked({no, told, people, inputs, found, at}) {
  told.hidden = !found;
  told.textContent = found ? at.say('sheet_twice', {no: no.value}) : '';
  for (const input of [people, ...inputs].filter(one => one.dataset.of)) empty(input);
  if (found && people.value === '') Object.assign(people, {value: found.body.people ?? ''}).dataset.of = no.value;
  if (!found || inputs.some(input => input.value !== '')) return;
  for (const input of inputs) Object.assign(input, {value: found.body.dots[input.dataset.key] || ''}).dataset.of = no.value;
}

// A field for each heading. What is typed already stays when a heading comes or is called otherwise.
function renewed(fields, headings) {
  const now = headings.map(one => one.key + one.name).join();
  if (fields.dataset.now === now) return;
  fields.dataset.now = now;
  const typed = new Map([...fields.querySelectorAll('input')].map(input => [input.dataset.key, input]));
  fields.replaceChildren(...headings.map(({key, name}, place) => {
    const input = typed.get(key) ?? el('input', {'data-key': key, type: 'number', inputmode: 'numeric', min: 0, max: MOST_ON_SHEET, autocomplete: 'off'});
    input.id = `sheet_${place}`;
    return el('p', {class: 'field'}, el('label', {for: input.id}, name), input);
  }));
}
