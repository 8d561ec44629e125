// Something that is dragged by its handle, with a finger or a mouse. What it is, and what it means to let go of it
// somewhere, only its caller knows: a place is whatever has `data-place`.
//
// The handle is there for hands alone. Whoever uses keys or a screen reader has buttons that do the same.

import {drawn, el} from './dom.js';
import {styled} from './styled.js';

const BEGINS = 6;
const EDGE = 72;
const FASTEST = 14;
const HOME = 160;

let going = null;

// The handle of a thing: `words` is what follows the finger, `says(place)` what letting go there would do ('' where it
// would do nothing), and `drop(place)` does it.
export function handle(about) {
  styled('./dragging.css', import.meta.url);
  const dots = [4, 12, 20].flatMap(y => [8, 16].map(x => drawn('circle', {cx: x, cy: y, r: 2.5})));
  return el('span', {
    class: 'grip', 'aria-hidden': 'true', onpointerdown: event => begin(event, about), oncontextmenu: event => event.preventDefault(),
  }, drawn('svg', {viewBox: '0 0 24 24'}, ...dots));
}

// Everything is heard by the window: the list may be drawn anew meanwhile, and the handle with it.
function begin(event, about) {
  if (!event.isPrimary || event.button !== 0) return;
  end();
  const ended = new AbortController();
  const from = {x: event.clientX, y: event.clientY};
  going = {about, ended, from, now: from, ghost: null, place: null};
  const hear = (name, deed) => addEventListener(name, heard => deed(heard), {signal: ended.signal, capture: true});
  const mine = deed => heard => heard.pointerId === event.pointerId && deed(heard);
  hear('pointermove', mine(move));
  hear('pointerup', mine(drop));
  hear('pointercancel', mine(putBack));
  hear('keydown', heard => heard.key === 'Escape' && putBack(heard));
}

function move(event) {
  const {from, about} = going;
  going.now = {x: event.clientX, y: event.clientY};
  if (!going.ghost) {
    if (Math.hypot(going.now.x - from.x, going.now.y - from.y) < BEGINS) return;
    lift(about, event.pointerId);
  }
  follow();
}

// From here on the finger holds the thing: nothing beneath it is touched, also when it is let go.
function lift({words}, pointer) {
  const page = document.documentElement;
  page.setPointerCapture(pointer);
  page.classList.add('dragging');
  going.ghost = el('div', {class: 'ghost', 'aria-hidden': 'true'}, el('span', {}, words), el('b', {}));
  document.body.append(going.ghost);
  requestAnimationFrame(tick);
}

// As long as it goes on: near an edge the page scrolls, and what lies beneath the finger changes without its moving.
function tick() {
  if (!going?.ghost) return;
  scroll(going);
  follow();
  requestAnimationFrame(tick);
}

// Only ever the way that the finger went: who lifts something near an edge is not carried off.
function scroll({from, now}) {
  const foot = Math.min(innerHeight, document.querySelector('.low')?.getBoundingClientRect().top ?? innerHeight);
  const by = Math.min(now.y - EDGE, 0) || Math.max(now.y - foot + EDGE, 0);
  if (by * (now.y - from.y) <= 0) return;
  scrollBy({top: Math.max(-FASTEST, Math.min(FASTEST, by / 5)), behavior: 'instant'});
}

function follow() {
  const {ghost, now, about} = going;
  const place = document.elementFromPoint(now.x, now.y)?.closest('[data-place]') ?? null;
  const says = place ? about.says(place.dataset.place) : '';
  going.place = says ? place.dataset.place : null;
  mark(says ? place : null);
  ghost.lastChild.textContent = says;
  const {width, height} = ghost.getBoundingClientRect();
  const at = [Math.min(now.x + 16, innerWidth - width - 8), Math.max(now.y - height - 16, 8)];
  ghost.style.transform = `translate(${at.map(one => `${Math.round(one)}px`).join()})`;
}

function mark(place) {
  document.querySelectorAll('.beneath').forEach(one => one !== place && one.classList.remove('beneath'));
  place?.classList.add('beneath');
}

function drop(event) {
  going.now = {x: event.clientX, y: event.clientY};
  if (going.ghost) follow();
  const {about, place} = going;
  if (place === null) return putBack(event);
  end()?.remove();
  return about.drop(place);
}

function putBack(event) {
  const {from} = going;
  event.preventDefault();
  if (going.ghost) event.stopPropagation();
  const ghost = end();
  if (ghost) goHome(ghost, from);
}

// What was not laid anywhere is seen to go back, unless somebody wants nothing to move.
async function goHome(ghost, {x, y}) {
  const still = matchMedia('(prefers-reduced-motion:reduce)').matches;
  const home = {transform: `translate(${x}px,${y}px)`, opacity: 0};
  await ghost.animate([home], {duration: still ? 0 : HOME, easing: 'ease-out'}).finished.catch(() => null);
  ghost.remove();
}

// Nothing is held any more; gives back what followed the finger, if anything did.
function end() {
  if (!going) return null;
  const {ended, ghost} = going;
  going = null;
  ended.abort();
  mark(null);
  document.documentElement.classList.remove('dragging');
  return ghost;
}
