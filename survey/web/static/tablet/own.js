// This tablet: how long it may send, what waits on it, and the file for when no network comes.

import {el, redraw} from './dom.js';
import {page} from './frame.js';
import {asFile, here, send} from './here.js';
import {joining} from './joining.js';
import * as pairing from './pairing.js';
import {line} from './status.js';
import {opener} from './wall.js';
import {say, time} from './words.js';

const REASONS = ['ended', 'over', 'deleted', 'differs', 'altered', 'closed'];

export function draw({show}) {
  const status = line();
  const below = el('div');
  const phones = joining();
  const refresh = () => {
    status.refresh();
    phones.refresh();
    redraw(below, ...files(), ...aside());
  };
  page('own', {inside: [
    el('p', {class: 'where'}, el('a', {class: 'link', href: '#/ready'}, say('back'))),
    el('h1', {}, say('own_number', {num: here.pairing.tablet})),
    el('p', {class: 'lead'}, say('own_until', {time: time(new Date(here.pairing.until))})),
    el('p', {}, say('own_send_only')), status.part, below,
    el('h2', {}, say('phones')), phones.part,
    el('h2', {}, say('wall')), el('p', {class: 'hint'}, say('wall_why')), el('div', {class: 'acts'}, opener()),
    el('p', {class: 'foot'}, el('button', {type: 'button', class: 'link', onclick: () => pairing.draw({show})}, say('own_leave'))),
  ]}, show);
  refresh();
  return {refresh};
}

function files() {
  const {queued, aside} = here.waiting;
  if (!queued.length && !aside.length) return [];
  return [
    el('div', {class: 'acts'},
      el('button', {type: 'button', class: 'btn go', onclick: send}, say('send_now')),
      el('button', {type: 'button', class: 'btn', onclick: save}, say('save_file'))),
    el('p', {class: 'hint'}, say('save_why')),
  ];
}

async function save() {
  const link = el('a', {download: `soseska-${here.pairing.workshop.slice(0, 8)}.json`});
  link.href = URL.createObjectURL(await asFile());
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function aside() {
  const counted = Map.groupBy ? Map.groupBy(here.waiting.aside, one => one.reason) : grouped(here.waiting.aside);
  if (!counted.size) return [];
  const name = reason => say(`aside_${REASONS.includes(reason) ? reason : 'other'}`);
  const rows = [...counted].map(([reason, list]) => el('li', {}, el('b', {}, String(list.length)), ` ${name(reason)}`));
  return [el('h2', {}, say('aside_title')), el('ul', {class: 'asides'}, rows)];
}

function grouped(list) {
  const found = new Map();
  for (const one of list) found.set(one.reason, [...(found.get(one.reason) ?? []), one]);
  return found;
}
