// The line that always says what has not reached the server yet; nothing is called safe before a receipt names it.

import {el, strong} from './dom.js';
import {here} from './here.js';
import {network} from './sync.js';
import {say} from './words.js';

const DAY = 24 * 3600 * 1000;

// The line, and how to bring it up to date; it is read aloud only when it says something else than before.
export function line() {
  const words = el('span');
  const part = el('p', {class: 'sent', role: 'status'}, el('i', {'aria-hidden': 'true'}), words);
  let before = '';
  const refresh = () => {
    const now = el('span', {}, said());
    part.className = here.waiting.queued.length ? 'sent waits' : 'sent';
    if (now.textContent === before) return;
    before = now.textContent;
    words.replaceChildren(...now.childNodes);
  };
  return {part, refresh};
}

function said() {
  const {queued, aside, since} = here.waiting;
  const waits = queued.length > 0;
  return [
    waits && network && say(network === 'wait' ? 'offline' : network),
    waits ? strong(say('waiting', {num: queued.length})) : quiet(),
    aside.length > 0 && el('a', {href: '#/own'}, say('aside', {num: aside.length})),
    since && Date.now() - new Date(since) > DAY && say('old'),
  ].filter(Boolean).flatMap(part => [part, ' ']).flat();
}

function quiet() {
  const kept = here.records.filter(record => record.state === 'kept').length;
  return kept ? say('sent', {num: kept}) : say('nothing');
}
