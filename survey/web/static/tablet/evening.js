// A step of the evening: where we are, the step itself, what was done last, and what has not been sent yet.

import {set, setting} from './db.js';
import {el, redraw} from './dom.js';
import {page, timed} from './frame.js';
import {here, turn} from './here.js';
import {actions} from './queue.js';
import {line} from './status.js';
import {atOf, boarded, drawerFor, nameOf} from './step.js';
import {controls, follow} from './wall.js';
import {say, text} from './words.js';

export async function draw({files, step: name, show}) {
  const {steps} = here.board.agenda;
  const place = Math.max(steps.findIndex(step => step.id === name), 0);
  const step = steps[place];
  await boarded(files, steps);
  await follow(step);
  const root = el('div', {class: `step ${step.step}`});
  const undo = el('div', {class: 'undo'});
  const status = line();
  const low = el('footer', {class: 'low'}, undo, onward(steps, place), status.part);
  page('evening', {above: [bar(steps, place), await controls(step)].filter(Boolean), inside: [root], below: [low], heading: true}, show);
  const refreshStep = fill(root, step);
  timed(await begun(step), step.minutes);
  const refresh = () => {
    refreshStep?.();
    undoBar(undo);
    status.refresh();
  };
  refresh();
  document.querySelector('[aria-current=step]')?.scrollIntoView({block: 'nearest', inline: 'center'});
  return {refresh};
}

// When somebody first came to this step, as this tablet's clock had it.
async function begun(step) {
  const name = `begun ${here.pairing.workshop} ${step.id}`;
  const before = await setting(name);
  if (!before) await set(name, Date.now());
  return before ?? Date.now();
}

function fill(root, step) {
  const drawer = drawerFor(step);
  if (drawer) return drawer.draw(root, atOf(step));
  root.append(el('h2', {}, text(step.title)), el('p', {class: 'notice'}, say('unknown_step')));
  return null;
}

function bar(steps, present) {
  const one = (step, place) => el('li', {'aria-current': place === present && 'step'},
    el('a', {href: `#/step/${step.id}`}, el('i', {'aria-hidden': 'true'}, String(place + 1)), el('span', {}, text(step.title))));
  return el('nav', {class: 'steps', 'aria-label': say('steps')}, el('ol', {}, steps.map(one)));
}

function onward(steps, place) {
  const next = steps[place + 1];
  const words = next ? say('next', {step: text(next.title)}) : say('last');
  return el('a', {class: 'btn go', href: `#/${next ? `step/${next.id}` : 'ready'}`}, words);
}

// What was done last, and behind it the thirty actions before.
function undoBar(root) {
  const done = actions(here.records);
  const now = done.map(({record}) => record.seq).join(' ');
  // Nothing new: whoever reads the list or holds a button must not lose it because something was sent.
  if (root.dataset.now === now) return;
  root.dataset.now = now;
  const [last, ...before] = done;
  const open = root.querySelector('details')?.open;
  const list = before.length && el('details', {open}, el('summary', {}, say('actions')), el('ul', {}, before.map(one => el('li', {}, action(one)))));
  redraw(root, last ? el('div', {class: 'deed', role: 'status'}, action(last)) : el('p', {role: 'status'}, say('none')), ...(list ? [list] : []));
}

function action(one) {
  const words = nameOf(one.said);
  const button = el('button', {
    type: 'button', class: 'btn', 'aria-label': `${say(one.undone ? 'redo' : 'undo')}: ${words}`, onclick: event => {
      // Touched twice in a hurry it is one action; the list is drawn anew a moment later.
      event.currentTarget.disabled = true;
      return turn(one);
    },
  }, say(one.undone ? 'redo' : 'undo'));
  return [el('span', {}, one.undone ? say('undone', {what: words}) : words), button];
}
