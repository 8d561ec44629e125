// A form and beneath it what was written with it, the latest first: to be mended and taken back line by line.
//
// The form is never drawn anew while something is typed, and what is half typed is still there after another step.

import {fault} from './frame.js';
import {el, redraw} from './dom.js';
import {say} from './words.js';

const half = new Map();

// From so many signs on it is said how many are left; before that a number beside a field would only puzzle.
const NEAR = 40;

// A field: {name, label, most, kind}; kind is text, date, time, choice or some (with
// `options`: [[code, words], …]; `some` are `most` at most) or tick.
// `body(values, before)` makes the record from what was typed, `named(record)` says a line of the list,
// `more(record)` further buttons for it, and `ready(values)` whether it can be
// kept. Of a `single` one there is never a second.
export function written(at, {fields, body, named, more = () => [], ready, single = false, standing = at.standing, kept = () => ''}) {
  const made = fields.map(field => control(field, at));
  const told = el('p', {class: 'hint', role: 'status'});
  const list = el('ul', {class: 'lines'});
  const [keep, leave] = buttons();
  const state = {mending: null, aside: null};
  const form = el('form', {class: 'writing', autocomplete: 'off', onsubmit: event => submit(event)}, made.map(one => one.part),
    el('div', {class: 'acts'}, keep, leave), told);
  const values = () => Object.fromEntries(made.map((one, place) => [fields[place].name, one.read()]));
  const write = typed => made.forEach((one, place) => one.write(typed?.[fields[place].name] ?? null));
  const remember = () => half.set(at.step.id, {typed: values(), item: state.mending?.item, aside: state.aside});
  const empty = () => { write(null); half.delete(at.step.id); };
  const turn = record => {
    state.mending = record;
    keep.textContent = say(record ? 'write_mended' : 'write_keep');
    leave.hidden = !record;
  };
  // A line comes back into the form; what was half typed there lies aside until that is done.
  const mend = record => {
    state.aside = state.mending ? state.aside : values();
    turn(record);
    write(record.body);
    made[0].focus();
  };
  const done = () => {
    const {aside} = state;
    turn(null);
    state.aside = null;
    empty();
    if (!aside) return;
    write(aside);
    remember();
  };
  // The record as it stands now: while it was mended here, something else of it may have been changed.
  const current = record => (record && standing().find(one => one.item === record.item)) ?? null;
  leave.addEventListener('click', done);
  form.addEventListener('input', remember);
  async function submit(event) {
    event.preventDefault();
    const typed = values();
    if (!ready(typed)) return told.replaceChildren(say('write_first'));
    const before = current(state.mending) ?? (single ? standing().at(-1) : null);
    const said = body(typed, before?.body);
    const {mending, aside} = state;
    done();
    try {
      await (before ? at.change(before, said) : at.append({body: said}));
    } catch (error) {
      // Nothing that was typed is lost when the tablet could not keep it.
      turn(mending);
      state.aside = aside;
      write(typed);
      remember();
      return fault(error);
    }
    told.replaceChildren(kept(said));
    if (!matchMedia('(pointer: coarse)').matches || fields.length === 1) made[0].focus();
    return null;
  }
  const before = half.get(at.step.id);
  turn(current(before));
  if (before) write(before.typed);
  state.aside = before?.aside ?? null;
  let shown = null;
  const refresh = () => {
    const records = standing();
    const now = records.map(record => `${record.item} ${record.rev}`).join();
    if (now === shown) return;
    shown = now;
    redraw(list, ...[...records].reverse().map(record => row(record, at, named, more, mend)));
  };
  return {form, list, refresh, empty};
}

function buttons() {
  return [el('button', {class: 'btn go'}, say('write_keep')), el('button', {type: 'button', class: 'btn'}, say('write_leave'))];
}

function row(record, at, named, more, mend) {
  const button = (words, onclick) => el('button', {type: 'button', class: 'btn', onclick}, words);
  return el('li', {}, el('div', {class: 'words'}, named(record)), el('div', {class: 'acts'},
    button(say('write_mend'), () => mend(record)), ...more(record, button), button(say('undo'), () => at.takeBack(record))));
}

const CONTROLS = {text, date: text, time: text, choice, some, tick};

const control = (field, at) => CONTROLS[field.kind ?? 'text'](field, at);

function text({name, label, most, kind = 'text'}, at) {
  const id = `w_${at.step.id}_${name}`;
  const left = most && el('span', {class: 'left', 'aria-hidden': 'true'});
  const input = el('input', {id, type: kind, maxlength: most, autocomplete: 'off', autocapitalize: 'sentences', enterkeyhint: 'done'});
  // Counted as the browser counts, which stops there; an emoji is two of its signs.
  const count = () => left?.replaceChildren(most - input.value.length <= NEAR ? say('write_left', {num: most - input.value.length}) : '');
  input.addEventListener('input', count);
  count();
  return {
    part: el('p', {class: 'field'}, el('label', {for: id}, label, left && ' ', left), input),
    read: () => input.value.replace(/[\s\p{Cc}\p{Cs}]+/gu, ' ').trim(),
    write: said => { input.value = said ?? ''; count(); },
    focus: () => input.focus(),
  };
}

function choice({name, label, options}, at) {
  const group = `w_${at.step.id}_${name}`;
  const made = options.map(([code, words]) => {
    const input = el('input', {type: 'radio', name: group, value: code, autocomplete: 'off'});
    return {input, part: el('label', {class: 'row'}, input, el('span', {class: 'name'}, words))};
  });
  return {
    part: el('fieldset', {class: 'rows'}, el('legend', {}, label), made.map(one => one.part)),
    read: () => made.find(one => one.input.checked)?.input.value ?? '',
    write: said => made.forEach(one => { one.input.checked = one.input.value === said; }),
    focus: () => made[0]?.input.focus(),
  };
}

// Several of a long list, which is folded until somebody wants it.
function some({name, label, options, most}, at) {
  const made = options.map(([code, words]) => {
    const input = el('input', {type: 'checkbox', id: `w_${at.step.id}_${name}_${code}`, value: code, autocomplete: 'off'});
    return {input, part: el('label', {class: 'row'}, input, el('span', {class: 'name'}, words))};
  });
  const read = () => made.filter(one => one.input.checked).map(one => one.input.value);
  const enough = () => made.forEach(({input}) => { input.disabled = !input.checked && read().length >= most; });
  const group = el('fieldset', {class: 'rows', onchange: enough}, el('legend', {class: 'vh'}, label), made.map(one => one.part));
  const part = el('details', {}, el('summary', {}, label), group);
  return {
    part, read,
    write: said => {
      made.forEach(({input}) => { input.checked = Boolean(said?.includes(input.value)); });
      part.open = Boolean(said?.length);
      enough();
    },
    focus: () => made[0]?.input.focus(),
  };
}

function tick({name, label}, at) {
  const input = el('input', {type: 'checkbox', id: `w_${at.step.id}_${name}`, autocomplete: 'off'});
  return {
    part: el('label', {class: 'row'}, input, el('span', {class: 'name'}, label)),
    read: () => input.checked,
    write: said => { input.checked = Boolean(said); },
    focus: () => input.focus(),
  };
}
