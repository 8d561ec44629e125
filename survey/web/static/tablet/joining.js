// How phones join and where a wall over the network hangs: to be shown to the hall from this tablet.

import {el, redraw} from './dom.js';
import {fault} from './frame.js';
import {exchange, phones} from './hall.js';
import {say} from './words.js';

// The part of a screen, and how to bring it up to date.
export function joining() {
  const root = el('section', {class: 'joining'});
  let asked = false;
  const refresh = () => redraw(root, ...(phones.open && phones.ways ? ways(phones.ways) : closed()));
  const open = () => {
    asked = true;
    exchange(true).then(refresh, fault);
  };
  const closed = () => [
    el('p', {class: 'hint'}, say('phones_why')), asked && el('p', {class: 'notice', role: 'status'}, say('phones_offline')),
    el('div', {class: 'acts'}, el('button', {type: 'button', class: 'btn', onclick: open}, say('phones_open'))),
  ].filter(Boolean);
  refresh();
  return {part: root, refresh};
}

function ways({code, address, picture, wall, wallPicture}) {
  const scanned = image => el('img', {src: image, alt: '', width: 180, height: 180});
  return [
    el('div', {class: 'way'}, scanned(picture), el('div', {}, el('p', {}, say('phones_how')), el('p', {class: 'big-code'}, `${code.slice(0, 3)} ${code.slice(3)}`), el('p', {class: 'far'}, address))),
    el('div', {class: 'way'}, scanned(wallPicture), el('div', {}, el('p', {}, say('phones_wall')), el('p', {class: 'far'}, wall))),
  ];
}
