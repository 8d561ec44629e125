// The cards of the evening, typed in one after the other: each gets a number, and one can be held back with a reason.

import {el, redraw} from '../tablet/dom.js';
import {ideasFor} from '../tablet/hall.js';
import {here} from '../tablet/here.js';
import {notesOf} from '../tablet/table.js';
import {say} from '../tablet/words.js';
import {written} from '../tablet/written.js';

const MOST = 120;
const HELD = ['person', 'hurts', 'elsewhere', 'asked'];

export default {
  draw(root, at) {
    const asked = el('div', {class: 'asked'});
    const {form, list, refresh} = written(at, {
      fields: [{name: 'text', label: at.say('text'), most: MOST}],
      ready: typed => typed.text !== '',
      body: ({text}, before) => ({no: before?.no ?? next(at), ...before, text}),
      kept: ({no}) => at.say('kept', {no: String(no)}),
      named: ({body}) => named(body, at),
      more: (record, button) => [record.body.held ? release(record, at, button) : button(at.say('hold'), () => why(record, at, asked))],
    });
    const number = el('p', {class: 'total'});
    const phone = el('div', {class: 'phones'});
    root.replaceChildren(el('div', {}, el('h2', {}, at.text(at.step.ask)), form, asked, phone, list), el('div', {class: 'side'}, number, hint(at)));
    return () => {
      refresh();
      byPhone(phone, at, asked);
      const many = notesOf(at, at.step.id).length;
      number.replaceChildren(el('b', {}, String(many)), el('span', {}, at.say('notes', {num: many})));
    };
  },

  wall(at) {
    const notes = notesOf(at, at.step.id);
    return [el('p', {class: 'asked'}, at.text(at.step.ask)), el('ul', {class: 'cards'}, [...notes].reverse().slice(0, 12).map(({body}) => el('li', {}, el('b', {}, String(body.no)), ` ${body.text}`)))];
  },

  undoLabel({body, rev}, {say: words}) {
    const deed = body.held ? 'held_back' : rev > 1 ? 'mended' : 'added';
    return words(deed, {no: String(body.no)});
  },
};

// A number that was said to somebody stays theirs, even when their idea was taken back.
const next = at => 1 + Math.max(0, ...here.records.filter(one => one.step === at.step.id).map(one => one.body?.no ?? 0));

// Ideas that phones have sent: each is taken over, with the next number, or held back; either way under its own name,
// so that nobody can take it over twice.
function byPhone(root, at, asked) {
  const waiting = ideasFor(at.step.id);
  const take = (idea, more = {}) => at.append({again: {item: idea.item, rev: 0}, body: {no: next(at), text: idea.text, ...more}});
  const button = (words, onclick) => el('button', {type: 'button', class: 'btn', onclick}, at.say(words));
  const once = deed => event => {
    event.currentTarget.disabled = true;
    return deed();
  };
  const line = idea => el('li', {}, el('span', {class: 'words'}, idea.text),
    el('span', {class: 'acts'}, button('take_over', once(() => take(idea))), button('hold', () => reasons(at, asked, at.say('why_phone'), held => take(idea, {held})))));
  if (!waiting.length) return root.replaceChildren();
  return redraw(root, el('p', {class: 'notice', role: 'status'}, at.say('phones_wait', {num: waiting.length})), el('ul', {class: 'lines'}, waiting.map(line)));
}

const hint = at => (at.step.say ? el('p', {class: 'hint'}, at.text(at.step.say)) : null);

function named({no, text, held}, at) {
  const said = el('span', {}, text);
  if (!held) return [el('b', {class: 'no'}, String(no)), said];
  return [el('b', {class: 'no'}, String(no)), el('s', {}, text), el('em', {}, at.say('held', {why: at.say(`held_${held}`)}))];
}

function release(record, at, button) {
  const {held, ...body} = record.body;
  return button(at.say('release'), () => at.change(record, body));
}

// Which of the reasons it is, asked in large buttons above the list.
function why(record, at, asked) {
  reasons(at, asked, at.say('why', {no: String(record.body.no)}), held => {
    // The idea as it stands now: its text may have been mended while this was asked.
    const now = at.standing().find(one => one.item === record.item);
    return now && at.change(now, {...now.body, held});
  });
}

function reasons(at, asked, question, choose) {
  const chosen = held => {
    asked.replaceChildren();
    return choose(held);
  };
  const buttons = HELD.map(code => el('button', {type: 'button', class: 'btn', onclick: () => chosen(code)}, at.say(`held_${code}`)));
  asked.replaceChildren(el('section', {class: 'notice', tabindex: '-1'}, el('p', {}, question),
    el('div', {class: 'acts'}, buttons, el('button', {type: 'button', class: 'btn', onclick: () => asked.replaceChildren()}, say('write_leave')))));
  asked.querySelector('button').focus();
}
