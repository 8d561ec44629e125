// What surrounds every screen: the bar at the top, notices, and the sentence when something cannot be.

import {set} from './db.js';
import {el} from './dom.js';
import {here} from './here.js';
import {language, languages, nameOf, say, speak, text, time} from './words.js';

const main = () => document.getElementById('main');

// Puts a screen on the page: its class, what stands in it, and what stands above and below.
export function page(kind, {above = [], below = [], inside, heading = false}, show) {
  document.body.className = `tablet ${kind}`;
  const place = main();
  place.className = kind === 'evening' ? 'work' : 'ask';
  place.replaceChildren(...inside);
  document.querySelectorAll('body > :not(main):not(.told)').forEach(part => part.remove());
  place.before(bar(heading, show), ...above);
  place.after(...below);
  since = null;
}

let since = null;

// Says from now on how much of its minutes a step has taken; it only advises, and nothing ends by itself.
export function timed(begun, minutes) {
  since = {begun, minutes};
  tick();
}

// Brings the clock up to date.
export function tick() {
  const now = new Date();
  const [clock, spent] = ['.clock', '.spent'].map(name => document.querySelector(name));
  if (clock) clock.textContent = time(now);
  if (!spent || !since) return;
  const passed = Math.max(0, Math.floor((now - since.begun) / 60_000));
  spent.textContent = say('spent', {passed, minutes: since.minutes});
  spent.classList.toggle('over', passed >= since.minutes);
}

function bar(heading, show) {
  const where = here.board ? [text(here.board.agenda.title), here.board.workshop.district].reverse().join(' · ') : 'Soseska';
  const name = el(heading ? 'h1' : 'p', {class: 'place'}, where);
  const clock = el('span', {class: 'clock'}, time(new Date()));
  const spent = el('span', {class: 'spent'});
  const tablet = here.board && el('a', {class: 'btn', href: '#/own'}, say('tablet'));
  const rehearsal = here.board?.workshop.rehearsal && el('span', {class: 'stamp'}, say('example'));
  return el('header', {class: 'bar'}, name, rehearsal, el('div', {class: 'end'}, spent, clock, spoken(show), tablet));
}

function spoken(show) {
  const button = code => el('button', {
    type: 'button', lang: code, 'aria-label': `${code.toUpperCase()}: ${nameOf(code)}`,
    'aria-current': code === language() && 'true',
    async onclick() {
      speak(code);
      await set('language', code);
      show();
    },
  }, code.toUpperCase());
  return el('div', {class: 'langs', role: 'group', 'aria-label': say('language')}, languages().map(button));
}

// A notice above everything, with something to do; it stays until it is cleared.
export function tell(name, [label, deed] = []) {
  clear();
  const button = label && el('button', {type: 'button', class: 'btn', onclick: deed}, say(label));
  document.body.prepend(el('div', {class: 'told notice', role: 'status'}, el('p', {}, say(name)), button));
}

export function clear() {
  document.querySelector('.told')?.remove();
}

// Something could not be kept: said at once and in red, because the tablet must not be handed on.
export function fault(error) {
  const name = error?.name === 'QuotaExceededError' ? 'full' : 'not_saved';
  clear();
  const button = el('button', {type: 'button', class: 'btn', onclick: clear}, say('back'));
  document.body.prepend(el('div', {class: 'told errors', role: 'alert'}, el('p', {}, say(name)), button));
}

// The workshop cannot run here at all.
export function refuse(why) {
  document.body.className = 'tablet';
  main().replaceChildren(el('h1', {}, say('cannot')), el('p', {class: 'lead'}, say(why)));
}
