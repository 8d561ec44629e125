// A page of the questionnaire on the screen: as it was drawn for the web, with what this person has said so far, and
// without anything by which the browser could remember it.

import {holds} from '../condition.js';
import {walk} from './when.js';

const questionsOf = survey => survey.sections.flatMap(section => section.questions);
const fieldsIn = root => root.querySelectorAll('[data-name]');
const PLACE = /\{\s*([a-z][a-z0-9_]*)\s*(?:,\s*plural\s*,((?:\s*[a-z]+\s*\{[^{}]*\})+)\s*)?\}/g;

// Draws a page with the fields so far. `mark` is another one for each person: under the same names a browser would
// offer what others have typed.
export function put(root, survey, name, language, fields, mark) {
  root.innerHTML = survey.pages[language][name];
  root.querySelectorAll('input[type=hidden]').forEach(field => field.remove());
  const longest = Object.fromEntries(questionsOf(survey).map(({field, longest: most}) => [field, most]));
  for (const field of root.querySelectorAll('[name^=q_]')) {
    const given = fields[field.name] ?? [];
    field.dataset.name = field.name;
    field.name = `${mark}-${field.name}`;
    if (['radio', 'checkbox'].includes(field.type)) field.checked = given.includes(field.value);
    else plain(field, given, longest[field.dataset.name.split('__')[0]]);
  }
}

function plain(field, given, longest) {
  field.value = given.join(' ');
  if (longest) field.maxLength = longest;
  for (const [name, off] of [['autocomplete', 'off'], ['autocorrect', 'off'], ['spellcheck', 'false']]) field.setAttribute(name, off);
}

// What the page says now, by the names of the web's forms; a part that is closed says nothing.
export function take(root) {
  const found = {};
  for (const field of fieldsIn(root)) {
    const name = field.dataset.name;
    found[name] ??= [];
    const said = ['radio', 'checkbox'].includes(field.type) ? field.checked : field.value;
    if (said && !field.disabled && !field.closest('fieldset:disabled')) found[name].push(field.value);
  }
  return found;
}

function open(part, isOpen) {
  part.hidden = !isOpen;
  if (part.matches('fieldset')) part.disabled = !isOpen;
  else part.querySelectorAll('[data-name]').forEach(field => { field.disabled = !isOpen; });
}

// Shows and hides what depends on the answers, and works out what is worked out; gives the way through the survey.
export function react(root, survey, fields, language) {
  const way = walk(survey, fields);
  const asked = new Set(way.pages.flatMap(page => page.questions));
  for (const question of root.querySelectorAll('[data-question]')) {
    const isAsked = asked.has(question.dataset.question);
    open(question, isAsked);
    if (!isAsked) continue;
    question.querySelectorAll('[data-show-if]').forEach(part => open(part, holds(JSON.parse(part.dataset.showIf), way.answers)));
    const output = question.dataset.calculate && question.querySelector('output');
    if (output) output.textContent = way.answers[question.dataset.question]?.toLocaleString(language) ?? '–';
  }
  fillTexts(root, survey, way.answers, language);
  root.querySelectorAll('.tally').forEach(bar => count(root.querySelector(`#${CSS.escape(bar.dataset.of)}`), bar));
  return way;
}

const written = new WeakMap();

// Numbers and words of earlier answers within the texts, in the form that the language wants.
function fillTexts(root, survey, answers, language) {
  const known = new Set(questionsOf(survey).map(({id}) => id));
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    if (!written.has(node) && !node.data.includes('{')) continue;
    if (!written.has(node)) written.set(node, node.data);
    node.data = written.get(node).replace(PLACE, (mark, name, forms) => (known.has(name) ? filled(answers[name], forms, language) : mark));
  }
}

function filled(value, forms, language) {
  if (typeof value !== 'number') return typeof value === 'string' && value && !forms ? value : '…';
  const said = value.toLocaleString(language);
  if (!forms) return said;
  const known = Object.fromEntries([...forms.matchAll(/([a-z]+)\s*\{([^{}]*)\}/g)].map(found => [found[1], found[2]]));
  return (known[new Intl.PluralRules(language).select(value)] ?? known.other ?? '#').replaceAll('#', said);
}

// The dots under a question of which only so many may be chosen.
function count(question, bar) {
  const lines = [...question.querySelectorAll('input[type=text]')].filter(line => line.value.trim());
  const chosen = question.querySelectorAll('input:checked:enabled').length + lines.length;
  const most = Number(bar.dataset.most);
  bar.querySelector('span').replaceChildren(...Array.from({length: Math.max(most, chosen)}, (_, place) => {
    const dot = document.createElement('i');
    if (place < chosen) dot.className = place < most ? 'on' : 'over';
    return dot;
  }));
  bar.querySelector('b').textContent = JSON.parse(bar.dataset.counts)[chosen] ?? '';
  bar.hidden = false;
}

// Each person sees the options in an order of their own; those that stand apart stay last. Gives the orders.
export function shuffle(survey) {
  const orders = {};
  for (const question of questionsOf(survey).filter(({shuffled}) => shuffled)) {
    const moved = question.options.filter(({last}) => !last).map(({code}) => code);
    for (let at = moved.length - 1; at > 0; at -= 1) {
      const other = Math.floor((crypto.getRandomValues(new Uint32Array(1))[0] / 2 ** 32) * (at + 1));
      [moved[at], moved[other]] = [moved[other], moved[at]];
    }
    orders[question.id] = [...moved, ...question.options.filter(({last}) => last).map(({code}) => code)];
  }
  return orders;
}

// Puts the options of a page into an order.
export function arrange(root, survey, orders) {
  for (const question of questionsOf(survey).filter(({id}) => orders[id])) {
    const rows = orders[question.id].map(code => rowOf(root, question, code)).filter(Boolean);
    const movable = rows.filter(row => row.parentElement === rows[0]?.parentElement && !row.closest('.apart'));
    const mark = document.createComment('');
    const first = [...(movable[0]?.parentElement.children ?? [])].find(child => movable.includes(child));
    first?.before(mark);
    mark.after?.(...movable);
    mark.remove();
  }
}

function rowOf(root, question, code) {
  const ranked = root.querySelector(`[data-name="${question.field}__${code}"]`);
  if (question.control === 'ranking') return ranked?.closest('.placing');
  return root.querySelector(`[data-name="${question.field}"][value="${code}"]`)?.closest('.row');
}

// Says what is wrong on this page, at each question; false where nothing is.
export function complain(root, survey, language, faults, otherwise) {
  root.querySelectorAll('.err').forEach(line => line.remove());
  root.querySelectorAll('[aria-invalid]').forEach(field => field.removeAttribute('aria-invalid'));
  const wrong = [...root.querySelectorAll('[data-question]:not([hidden])')].filter(({dataset}) => faults[dataset.question]);
  for (const question of wrong) complainOf(question, survey, language, faults[question.dataset.question], otherwise);
  const field = wrong[0]?.querySelector('[data-name]:enabled');
  field?.focus();
  wrong[0]?.scrollIntoView({block: 'start'});
  return wrong.length > 0;
}

function complainOf(question, survey, language, fault, otherwise) {
  const line = document.createElement('p');
  line.className = 'err';
  line.id = `err-${question.dataset.question}`;
  line.setAttribute('role', 'alert');
  line.append(Object.assign(document.createElement('span'), {textContent: sentence(question, survey, language, fault) || otherwise}));
  const heading = question.querySelector('legend, h1, h2');
  (question.querySelector('.hint') ?? heading.closest('legend, [id$=-label]') ?? heading).after(line);
  for (const field of question.querySelectorAll('[data-name]')) field.setAttribute('aria-invalid', 'true');
  question.querySelector('fieldset, [role=group], [data-name]')?.setAttribute('aria-describedby', line.id);
}

function sentence(question, survey, language, {name, code, count: chosen, place, rule}) {
  if (name === 'many') return JSON.parse(question.querySelector('.tally')?.dataset.counts ?? '[]')[chosen];
  const words = survey.words[language][question.dataset.question] ?? {};
  const said = words[name];
  return typeof said === 'object' ? said[code ?? place ?? rule] : said;
}
