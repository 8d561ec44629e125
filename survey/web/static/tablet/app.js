// The workshop on a tablet: starts, finds out whether it can keep anything, and shows the screen that the address names.

import {open, set, setting} from './db.js';
import * as evening from './evening.js';
import {clear, fault, refuse, tell, tick} from './frame.js';
import * as hall from './hall.js';
import {here, pairWith, refreshBoard, send, wake, whenChanged} from './here.js';
import {able, inHall, newName} from './named.js';
import * as own from './own.js';
import * as pairing from './pairing.js';
import * as ready from './ready.js';
import './round.js';
import * as wall from './wall.js';
import {load, say, speak} from './words.js';

const files = document.documentElement.dataset.files;
const EVERY = 30_000;
const SECONDS = 5_000;
const PHONES = 10_000;
const TRIES = 5;
const PAUSE = 300;

let screen = null;

async function start() {
  await load(`${files}texts.json`);
  speak(document.documentElement.lang);
  // Without a worker the application would be gone with the network, so keeping records would promise too much.
  // A laptop in a hall is there all evening, so there it may be done without.
  if (!able && !inHall) return refuse('no_secure');
  if (!(await memory())) return refuse('no_storage');
  speak((await setting('language')) ?? document.documentElement.lang);
  await wake();
  await hall.load();
  await byCode();
  serve();
  listen();
  await show();
  send();
  hall.exchange();
  // An agenda that was changed since is taken over now, not in the middle of a step.
  const before = here.board?.hash;
  await refreshBoard();
  if (here.board?.hash !== before) show();
}

// Whether this browser keeps what it is given; tried, not asked. While an update goes from window to window, the memory
// may be closed for a moment, so it is tried more than once.
async function memory() {
  for (let tries = 0; tries < TRIES; tries += 1) {
    try {
      return await keeps();
    } catch (error) {
      // This page was loaded just before an update: the next one is the new one.
      if (error?.name === 'VersionError' && !sessionStorage.getItem('again')) return reloaded();
      await new Promise(done => { setTimeout(done, PAUSE); });
    }
  }
  return false;
}

function reloaded() {
  sessionStorage.setItem('again', 'yes');
  location.reload();
  return new Promise(() => null);
}

async function keeps() {
  await open({blocked: () => tell('blocked'), older: () => tell('older', ['reload', () => location.reload()])});
  clear();
  await set('tried', newName());
  sessionStorage.removeItem('again');
  // Another window may be trying at the same moment, so what stands there may be its name instead of this one's.
  return Boolean(await setting('tried'));
}

// A code in the address pairs at once; it leaves the address, so that nobody reads it over a shoulder.
async function byCode() {
  const code = decodeURIComponent(location.hash.slice(1));
  if (!code || code.startsWith('/')) return;
  history.replaceState(null, '', '#/');
  const wrong = await pairWith(code);
  pairing.said(wrong);
  if (!wrong) history.replaceState(null, '', '#/ready');
}

function serve() {
  if (!able) return;
  navigator.serviceWorker.register('/tablet/worker.js').then(registration => {
    const watch = worker => worker?.addEventListener('statechange', () => offered(registration));
    registration.addEventListener('updatefound', () => watch(registration.installing));
    watch(registration.installing);
    offered(registration);
  }, () => null);
  // Only when one version follows another: the first one has nothing to take over from.
  const before = navigator.serviceWorker.controller;
  navigator.serviceWorker.addEventListener('controllerchange', () => (before ? location.reload() : screen?.refresh?.()));
}

// A new version waits until somebody takes it over, because two windows may be open in the middle of a step.
function offered(registration) {
  screen?.refresh?.();
  if (!registration.waiting || !navigator.serviceWorker.controller) return;
  tell('update', ['update_go', () => registration.waiting?.postMessage('take over')]);
}

function listen() {
  addEventListener('hashchange', async () => {
    await byCode();
    show();
    scrollTo(0, 0);
    document.getElementById('main').focus({preventScroll: true});
  });
  addEventListener('online', () => send().then(() => hall.exchange()));
  document.addEventListener('visibilitychange', () => document.hidden || send());
  setInterval(send, EVERY);
  setInterval(() => tick(), SECONDS);
  whenChanged(() => screen?.refresh?.());
  whenChanged(sentAll);
  hall.whenHeard(() => screen?.refresh?.());
  setInterval(() => document.hidden || !hall.phones.open || hall.exchange(), PHONES);
  setInterval(() => hall.phones.open || hall.exchange(), EVERY);
  addEventListener('unhandledrejection', event => {
    event.preventDefault();
    fault(event.reason);
  });
}

let waited = false;

// What was closed a moment ago has reached the server, which may now tell what phones have chosen there.
function sentAll() {
  const waits = here.waiting.queued.length > 0;
  if (waited && !waits && hall.phones.open) hall.exchange();
  waited = waits;
}

const SCREENS = {ready, own, wall};

let drawing = Promise.resolve();

// Draws the screen of the address again, in the language chosen; one after another, so that the last address wins.
export function show() {
  drawing = drawing.then(drawn, drawn);
  return drawing;
}

async function drawn() {
  const [, name, step] = location.hash.split('/');
  const begun = name === 'step' && here.board && await ready.mayBegin();
  if (name === 'step' && !begun) history.replaceState(null, '', '#/ready');
  const chosen = !here.board ? pairing : begun ? evening : SCREENS[name] ?? ready;
  screen = await chosen.draw({files, step, show, refreshBoard});
  document.title = `${say('title')} – Soseska`;
}

start();
