// The modules of the kinds of steps, and what each may know of the evening and do on it.

import {append, change, held, here} from './here.js';
import {standing} from './queue.js';
import {language, say, text, wordsOf} from './words.js';

const drawers = new Map();

// Brings the modules of all steps on board; null stands for a kind that this version of the application has none for.
export const boarded = (files, steps) => Promise.all(steps.map(({step}) => drawerOf(files, step)));

async function drawerOf(files, kind) {
  if (!drawers.has(kind)) drawers.set(kind, await import(`${files}steps/${kind}.js`).then(it => it.default, () => null));
}

export const drawerFor = step => drawers.get(step?.step) ?? null;

const of = id => standing(here.records).filter(record => record.step === id && !held(record));

// What a step's module may know and do.
export function atOf(step) {
  const texts = wordsOf(step.step);
  return {
    board: here.board, step, texts, language: language(), text,
    say: (name, values) => say(name, values, texts),
    minutes: () => say('minutes', {num: step.minutes}),
    aloud: () => say('say'),
    append: record => append({step: step.id, kind: step.step, ...record}),
    change,
    takeBack: record => change(record, null),
    standing: () => of(step.id),
    // What stands of another step, by its id; and its part of the agenda.
    of, stepOf: id => here.board.agenda.steps.find(one => one.id === id) ?? null,
    people: () => standing(here.records).filter(({kind, body}) => kind === 'attendance' && body.measure === 'age').length,
    go: address => { location.hash = address; },
  };
}

// What an action is called, by the module of its step.
export function nameOf(record) {
  const step = here.board.agenda.steps.find(one => one.id === record.step);
  const texts = wordsOf(step?.step);
  return drawerFor(step)?.undoLabel?.(record, {step, text, say: (name, values) => say(name, values, texts), at: step && atOf(step)}) ?? text(step?.title);
}
