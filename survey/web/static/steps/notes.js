// The cards of the evening, typed in one after the other: each gets a number, and one can be held back with a reason.

import {el} from '../tablet/dom.js';
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
    root.replaceChildren(el('div', {}, el('h2', {}, at.text(at.step.ask)), form, asked, list), el('div', {class: 'side'}, number, hint(at)));
    return () => {
      refresh();
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
  const choose = held => {
    asked.replaceChildren();
    // The idea as it stands now: its text may have been mended while this was asked.
    const now = at.standing().find(one => one.item === record.item);
    return now && at.change(now, {...now.body, held});
  };
  const reasons = HELD.map(code => el('button', {type: 'button', class: 'btn', onclick: () => choose(code)}, at.say(`held_${code}`)));
  asked.replaceChildren(el('section', {class: 'notice', tabindex: '-1'}, el('p', {}, at.say('why', {no: String(record.body.no)})), 
    el('div', {class: 'acts'}, reasons, el('button', {type: 'button', class: 'btn', onclick: () => asked.replaceChildren()}, say('write_leave')))));
  asked.querySelector('button').focus();
}
