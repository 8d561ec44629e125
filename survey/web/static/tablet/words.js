// Sentences in the language chosen on this tablet, with names and numbers filled in.

let every = null;
let code = 'sl';

export async function load(address) {
  const answer = await fetch(address);
  every = await answer.json();
}

export const languages = () => every.languages;
export const nameOf = language => every.names[language];
export const language = () => code;

export function speak(wanted) {
  code = every.languages.includes(wanted) ? wanted : every.languages[0];
  document.documentElement.lang = code;
}

// A sentence by its name; one with plural forms takes that of `num`.
export function say(name, values = {}, words = every.texts[code]) {
  const found = words[name];
  const sentence = typeof found === 'object' ? found[new Intl.PluralRules(code).select(values.num)] : found;
  return fill(sentence ?? name, values);
}

// The sentences of one kind of step.
export const wordsOf = step => every.texts[code].steps[step] ?? {};

function fill(sentence, values) {
  const number = value => (typeof value === 'number' ? value.toLocaleString(code) : value);
  // A Croatian date ends with a full stop of its own; the sentence that it closes needs no second one.
  const once = sentence.replace(/(%\((\w+)\)s)\.(?=\s|$)/g, (mark, place, name) => (String(values[name] ?? '').endsWith('.') ? place : mark));
  return once.replace(/%\((\w+)\)s/g, (mark, name) => (name in values ? number(values[name]) : mark));
}

// A text of the agenda, in our language or the first one it has.
export const text = texts => texts?.[code] ?? Object.values(texts ?? {})[0] ?? '';

// A day in words.
export function day(date) {
  const words = {weekday: 'long', day: 'numeric', month: 'long', year: 'numeric'};
  return new Intl.DateTimeFormat(code === 'en' ? 'en-GB' : code, words).format(date);
}

// A day within a sentence, without its year.
export function shortDay(date) {
  return new Intl.DateTimeFormat(code === 'en' ? 'en-GB' : code, {day: 'numeric', month: 'long'}).format(date);
}

// Hour and minute as the language writes them.
export function time(date) {
  const [hour, minute] = [date.getHours(), date.getMinutes()].map(part => String(part).padStart(2, '0'));
  return `${hour}${code === 'sl' ? '.' : ':'}${minute}`;
}
