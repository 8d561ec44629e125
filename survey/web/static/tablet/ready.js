// "Are you ready?": what a machine can find out before people come, and what only people can.

import {set, setting} from './db.js';
import {el, redraw} from './dom.js';
import {fault, page} from './frame.js';
import {append, here, refreshBoard, wipe} from './here.js';
import {able} from './named.js';
import {opener} from './wall.js';
import {day, languages, nameOf, say, text} from './words.js';

const LITTLE = 50 * 1024 * 1024;
const SKEW = 5 * 60 * 1000;

export function draw({show}) {
  const list = el('ul', {class: 'checks'});
  const begin = el('div', {class: 'acts'});
  const refresh = async () => {
    list.replaceChildren(...(await checks()));
    redraw(begin, await mayBegin() ? onward() : promise(refresh));
  };
  page('ready', {inside: [
    el('h1', {}, say('ready_title')), list,
    el('fieldset', {class: 'rows'}, el('legend', {class: 'vh'}, say('ready_title')), ['ready_plug', 'ready_paper', 'ready_projector'].map(row)),
    el('div', {class: 'acts'}, opener()), begin, ...rehearsal(),
  ]}, show);
  refresh();
  refreshBoard();
  return {refresh};
}

const onward = () => el('a', {class: 'btn go big', href: `#/step/${here.board.agenda.steps[0].id}`}, say('ready_go'));
const promised = () => `promised ${here.pairing.workshop}`;

// Whether records may be entered: the browser has promised to keep them, or the facilitator to send them in time.
export async function mayBegin() {
  return (await persist()) || Boolean(await setting(promised()));
}

function promise(refresh) {
  const keep = async () => {
    await set(promised(), true);
    refresh();
  };
  const box = el('input', {type: 'checkbox', id: 'promise', autocomplete: 'off', onchange: () => keep().catch(fault)});
  return el('label', {class: 'row'}, box, el('span', {class: 'name'}, say('ready_promise')));
}

const row = name => el('label', {class: 'row'}, el('input', {type: 'checkbox', id: name, autocomplete: 'off'}), el('span', {class: 'name'}, say(name)));
const check = (good, words) => words && el('li', {class: good ? 'good' : 'look'}, words);

async function checks() {
  const [kept, persisted, room, battery] = await Promise.all([onBoard(), persist(), space(), charge()]);
  const names = languages().map(nameOf).join(', ');
  const found = [
    able ? check(kept, say(kept ? 'ready_app' : 'ready_app_not')) : check(true, say('ready_hall')),
    kept && check(true, say('ready_languages', {list: names})),
    check(persisted, say(persisted ? 'ready_store' : 'ready_store_not')),
    room !== null && room < LITTLE && check(false, say('ready_space')),
    today(),
    Math.abs(here.pairing.skew ?? 0) > SKEW && check(false, say('ready_clock')),
    battery !== null && check(battery >= 50, say(battery >= 50 ? 'ready_battery' : 'ready_battery_low', {num: battery})),
  ];
  return found.filter(Boolean);
}

function today() {
  const now = new Date();
  const planned = new Date(`${here.board.workshop.day}T12:00`);
  const same = now.toDateString() === planned.toDateString();
  return check(same, say(same ? 'ready_day' : 'ready_day_not', {day: day(now), other: day(planned)}));
}

// Whether the worker serves this page and has all its files.
async function onBoard() {
  if (!navigator.serviceWorker?.controller) return false;
  return Boolean(await caches.match(`${document.documentElement.dataset.files}texts.json`));
}

async function persist() {
  return (await navigator.storage?.persisted?.()) || (await navigator.storage?.persist?.()) || false;
}

async function space() {
  const said = await navigator.storage?.estimate?.();
  return said ? said.quota - said.usage : null;
}

async function charge() {
  const battery = await navigator.getBattery?.().catch(() => null);
  return battery ? Math.round(battery.level * 100) : null;
}

// A rehearsal has invented people and can be wiped; nothing of it counts on the server either.
function rehearsal() {
  if (!here.board.workshop.rehearsal) return [];
  return [el('section', {class: 'rehearsal'},
    el('button', {type: 'button', class: 'btn', onclick: () => invent().catch(fault)}, say('ready_people')),
    el('button', {type: 'button', class: 'btn', onclick: () => wipe().catch(fault)}, say('ready_wipe')))];
}

const INVENTED = 12;

async function invent() {
  const step = here.board.agenda.steps.find(one => one.step === 'attendance');
  if (!step) return;
  for (let person = 0; person < INVENTED; person += 1) {
    for (const measure of ['age', 'gender']) {
      const codes = Object.keys(step[measure]);
      await append({step: step.id, kind: step.step, body: {measure, code: codes[(person * 5 + 3) % codes.length]}});
    }
  }
  location.hash = `#/step/${step.id}`;
}
