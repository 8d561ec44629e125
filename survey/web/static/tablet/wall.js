// What hangs on the wall: a second window of this tablet, on a projector. Who leads the evening says what may be seen.
//
// It follows the step, shows a result only once it was shown, and is covered at a touch; all of that is kept, so that a
// window that was closed comes back as it was.

import {el, redraw} from './dom.js';
import {exchange, phones} from './hall.js';
import {here} from './here.js';
import {put, state} from './stage.js';
import {atOf, boarded, drawerFor} from './step.js';
import {day, say, text} from './words.js';

// The wall and the phones go along to the step that the tablet is at.
export async function follow(step) {
  if ((await state()).step === step.id) return;
  await put({step: step.id});
  exchange();
}

// The link that opens the window, for whoever has a projector.
export const opener = () => el('a', {class: 'btn', href: '#/wall', target: 'soseska-wall'}, say('wall_open'));

// The buttons for whoever leads the evening; nothing where no window was ever opened and no phones were let in.
export async function controls(step) {
  const root = el('section', {class: 'walls', 'aria-label': say('wall')});
  const change = async more => {
    await put(more);
    await refresh();
    exchange();
  };
  const refresh = async () => redraw(root, ...buttons(step, await state(), change));
  await refresh();
  return (await state()).used || phones.open ? root : null;
}

function buttons(step, {covered, shown, counted}, change) {
  const seen = shown.includes(step.id);
  const others = shown.filter(one => one !== step.id);
  // Who has seen how a vote goes would vote differently, so phones are out of it from then on.
  const show = {shown: seen ? others : [...others, step.id], ...(!seen && {counted: [...new Set([...counted, step.id])]})};
  const button = (words, more) => el('button', {type: 'button', class: 'btn', onclick: () => change(more)}, say(words));
  return [
    el('p', {role: 'status'}, say(covered ? 'wall_is_covered' : 'wall')),
    drawerFor(step)?.hides && button(seen ? 'wall_hide' : 'wall_show', show),
    button(covered ? 'wall_uncover' : 'wall_cover', {covered: !covered}),
  ].filter(Boolean);
}

// The window itself: nothing on it can be touched, and it says only what is meant for everybody.
export async function draw({files}) {
  const {steps} = here.board.agenda;
  await boarded(files, steps);
  await put({used: true});
  document.body.className = 'tablet wall';
  const main = document.getElementById('main');
  main.className = 'onwall';
  document.querySelectorAll('body > :not(main)').forEach(part => part.remove());
  const refresh = async () => main.replaceChildren(...seen(steps, await state()));
  await refresh();
  return {refresh};
}

function seen(steps, {step: id, covered, shown}) {
  const {district, day: date, rehearsal} = here.board.workshop;
  const above = el('p', {class: 'where'}, [district, day(new Date(`${date}T12:00`))].join(' · '), rehearsal && ` · ${say('example')}`);
  const step = steps.find(one => one.id === id) ?? steps[0];
  if (covered) return [el('h1', {class: 'vh'}, say('wall_is_covered'))];
  return [above, el('h1', {}, text(step.title)), ...drawn(step, shown.includes(step.id))];
}

function drawn(step, shown) {
  const at = atOf(step);
  return drawerFor(step)?.wall?.(at, shown) ?? (step.ask ? [el('p', {class: 'asked'}, text(step.ask))] : []);
}
