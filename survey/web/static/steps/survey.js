// The questionnaire of the round, passed from hand to hand. Each person chooses a language, answers page by page, and
// hands the tablet on; what they have said is sealed before that, and nothing of it is left here.

import {arrange, complain, put, react, shuffle, take} from '../tablet/asking.js';
import {el, strong} from '../tablet/dom.js';
import {able} from '../tablet/named.js';
import {begin, leave, receiptCode, roundIn, watch} from '../tablet/round.js';
import {draft, forget, keepDraft, placeOf, seal} from '../tablet/seal.js';
import {styled} from '../tablet/styled.js';
import {sent, walk} from '../tablet/when.js';
import {say as sayAny, speak, wordsOf} from '../tablet/words.js';

const say = (name, values) => sayAny(name, values, wordsOf('survey'));
const button = (words, onclick, kind = 'btn big') => el('button', {type: 'button', class: kind, onclick}, words);

let at = null;
let person = null;
let dialog = null;
let stop = null;

export default {
  draw(root, given) {
    at = given;
    styled('./survey.css', import.meta.url);
    const survey = at.board.survey;
    if (able && roundIn() === at.step.id && survey && at.board.key) goRound();
    else root.replaceChildren(el('h2', {}, at.text(at.step.title)), able && survey && at.board.key ? start() : el('p', {class: 'notice'}, say(able ? 'no_survey' : 'no_seal')));
  },
};

// --- the facilitator ------------------------------------------------------------------------------------------------

let begins = null;

// The same part when the page is drawn again, with the digits pressed so far.
function start() {
  const now = `${at.step.id} ${at.language}`;
  if (begins?.dataset.now !== now) begins = explained(now);
  return begins;
}

function explained(now) {
  const keys = keypad(say('pin'), async digits => {
    await begin(at.step.id, digits);
    goRound();
  });
  return el('div', {class: 'beside', 'data-now': now}, el('div', {}, aloud(), el('p', {class: 'lead'}, say('why')), el('p', {}, say('pin_why'))), keys);
}

// What the facilitator reads out before the tablet goes round.
function aloud() {
  const said = at.text(at.step.say).split('\n').filter(Boolean);
  return said.length ? [el('p', {class: 'aloud'}, at.aloud()), ...said.map(part => el('p', {class: 'quoted'}, part))] : [];
}

// Buttons for four digits: no line to type on, so no browser offers to remember them.
function keypad(title, done) {
  let digits = '';
  const shown = el('output', {'aria-live': 'polite'}, '○○○○');
  const press = async digit => {
    digits = digit === '⌫' ? digits.slice(0, -1) : digits + digit;
    shown.value = '●'.repeat(digits.length) + '○'.repeat(4 - digits.length);
    shown.setAttribute('aria-label', say('digits', {num: digits.length}));
    if (digits.length < 4) return;
    const all = digits;
    digits = '';
    await done(all);
    shown.value = '○○○○';
  };
  const key = digit => el('button', {type: 'button', class: 'btn', 'aria-label': digit === '⌫' ? say('pin_back') : null, onclick: () => press(digit)}, digit);
  return el('section', {class: 'pad'}, el('h3', {}, title), shown, el('div', {class: 'keys'}, [...'123456789', '⌫', '0'].map(key)));
}

// --- handing round --------------------------------------------------------------------------------------------------

// A window above everything: whatever lies under it can neither be touched nor read aloud.
async function goRound() {
  dialog ??= made();
  if (!dialog.isConnected) {
    dialog.removeAttribute('open'); // what was taken from the page is no longer above everything
    document.body.append(dialog);
  }
  if (!dialog.open) dialog.showModal();
  // The page under it was drawn again: whoever answers goes on where they were.
  dialog.scrollTo(0, seen.top);
  seen.field?.focus({preventScroll: true});
  if (dialog.childElementCount) return;
  const before = await draft().catch(() => null);
  if (before && Date.now() - before.touched < 180_000) begun(before);
  else welcome();
}

const seen = {top: 0, field: null};

function made() {
  const part = el('dialog', {class: 'round', 'aria-labelledby': 'round-title', oncancel: event => event.preventDefault()});
  part.addEventListener('scroll', () => { seen.top = part.scrollTop; });
  part.addEventListener('focusin', event => { seen.field = event.target; });
  return part;
}

function show(...inside) {
  dialog.replaceChildren(el('div', {class: 'ask'}, inside));
  dialog.scrollTo(0, 0);
  const title = dialog.querySelector('h1, h2');
  title?.setAttribute('tabindex', '-1');
  title?.setAttribute('id', 'round-title');
  title?.focus({preventScroll: true});
}

function welcome() {
  stop?.();
  const offer = ({code, name, dir}) => {
    speak(code);
    return el('button', {type: 'button', class: 'tongue', lang: code, dir, onclick: () => begun({language: code})},
      el('b', {}, name), el('span', {}, say('hello')), el('small', {}, say('hello_why')));
  };
  const tongues = at.board.survey.languages.map(offer);
  speak(at.language);
  show(el('h1', {}, say('choose')), el('div', {class: 'tongues'}, tongues), button(say('leave'), askDigits, 'link quiet'));
}

function askDigits() {
  const told = el('div', {role: 'alert'});
  const keys = keypad(say('pin_ask'), async digits => {
    const how = await leave(digits);
    if (how !== 'right') told.replaceChildren(el('p', {class: 'err'}, el('span', {}, say(`pin_${how}`))));
    else back();
  });
  show(el('h1', {}, say('leave')), keys, told, button(say('on_back'), welcome, 'link'));
}

// Back to the facilitator's screens, with their language.
function back() {
  location.reload();
}

// --- one person -----------------------------------------------------------------------------------------------------

function begun(before) {
  const {survey} = at.board;
  person = {form: 'answer', fields: {}, orders: shuffle(survey), mark: crypto.randomUUID().slice(0, 8), page: survey.sections[0].id, ...before};
  speak(person.language);
  Object.assign(dialog, {lang: person.language, dir: survey.languages.find(({code}) => code === person.language)?.dir ?? 'ltr'});
  stop?.();
  stop = watch({warn: warning, back: () => dialog.querySelector('.idle')?.remove(), over: handOn});
  if (person.page === LAST) last();
  else page();
}

const LAST = 'last';
const asked = () => (person.form === 'answer' ? at.board.survey : at.board.survey.contact);

let writing = 0;

// Keeps what was said so far; the window says when the last of it is on the disk.
async function remember() {
  const {form, language, fields, orders, page: name} = person;
  const mine = writing += 1;
  dialog.dataset.draft = 'writing';
  await keepDraft({form, language, fields, orders, page: name, touched: Date.now()}).catch(() => null);
  if (dialog && mine === writing) dialog.dataset.draft = 'kept';
}

function page() {
  const survey = asked();
  const way = walk(survey, person.fields).pages;
  const place = Math.max(way.findIndex(({id}) => id === person.page), 0);
  person.page = way[place].id;
  const form = el('div', {class: 'form'});
  const changed = () => {
    Object.assign(person.fields, take(form));
    react(form, survey, person.fields, person.language);
  };
  form.addEventListener('input', changed);
  form.addEventListener('change', () => remember());
  put(form, survey, person.page, person.language, person.fields, person.mark);
  arrange(form, survey, person.orders);
  react(form, survey, person.fields, person.language);
  const first = form.querySelector('h1') ? [] : [el('h1', {class: 'vh'}, say('page', {num: place + 1}))];
  show(where(place), ...first, form, el('div', {class: 'acts'}, button(say('next'), () => onward(form, changed), 'btn go big')));
  remember();
}

function where(place) {
  const before = place > 0 || person.page === LAST;
  return el('div', {class: 'where'}, before ? button(say('back'), backward, 'link') : el('span'), el('span', {}, person.page === LAST ? '' : say('page', {num: place + 1})),
    button(say('stop'), handOn, 'link'));
}

function backward() {
  const way = walk(asked(), person.fields).pages;
  const place = person.page === LAST ? way.length : way.findIndex(({id}) => id === person.page);
  person.page = way[Math.max(place - 1, 0)].id;
  page();
}

function onward(form, changed) {
  changed();
  const survey = asked();
  const {pages, faults} = walk(survey, person.fields);
  const place = pages.findIndex(({id}) => id === person.page);
  if (complain(form, survey, person.language, faults, say('wrong'))) return;
  person.page = pages[place + 1]?.id ?? LAST;
  if (person.page !== LAST) page();
  else last();
}

// All was asked; what turned wrong on an earlier page by a later change is shown first.
function last() {
  const survey = asked();
  const {pages, faults} = walk(survey, person.fields);
  const wrong = pages.find(({questions}) => questions.some(id => faults[id]));
  const unreachable = person.form === 'contact' && !survey.ways.some(id => person.fields[`q_${id}`]?.some(Boolean));
  if (wrong || unreachable) return mend(wrong?.id ?? pages[0].id, unreachable ? {[survey.ways[0]]: {name: 'no_way'}} : faults);
  person.page = LAST;
  const words = person.form === 'answer' ? 'last' : 'sheet';
  show(where(0), el('h1', {}, say(`${words}_title`)), el('p', {class: 'lead'}, say(`${words}_why`)),
    el('div', {class: 'acts'}, button(say(`${words}_give`), give, 'btn go big')));
  remember();
}

function mend(name, faults) {
  person.page = name;
  page();
  const survey = asked();
  complain(dialog.querySelector('.form'), survey, person.language, faults, survey.no_way?.[person.language] ?? say('wrong'));
}

// Seals what was said and keeps it; only then does anything say so.
async function give(event) {
  event.currentTarget.disabled = true;
  const [survey, code, item] = [at.board.survey, receiptCode(), crypto.randomUUID()];
  const place = placeOf(at.board.workshop.id, item, 1, person.form);
  try {
    const sealed = await seal(at.board.key, place, {...said(survey), code});
    await at.append({kind: person.form, sealed, key: at.board.key.id, again: {item, rev: 0}});
  } catch {
    return unkept();
  }
  await forget().catch(() => null);
  receipt(code);
}

function said(survey) {
  const {language, fields, orders, form} = person;
  const given = {language, day: at.board.workshop.day, fields: sent(asked(), fields)};
  if (form === 'contact') return given;
  const home = fields[`q_${survey.home}`]?.[0] ?? '';
  return {...given, version: survey.version, district: survey.district, orders, activities: survey.local[home] ?? []};
}

// The answer stays where it is, and nobody hands on a tablet that cannot keep it.
function unkept() {
  show(el('h1', {}, say('unkept')), el('p', {class: 'lead errors', role: 'alert'}, say('unkept_why')), el('div', {class: 'acts'}, button(say('again'), give, 'btn go big')));
}

function receipt(code) {
  const was = person.form;
  Object.assign(person, {fields: {}, orders: {}, page: at.board.survey.contact.sections[0].id, form: 'contact', mark: crypto.randomUUID().slice(0, 8)});
  const code_ = el('section', {class: 'code'}, el('h2', {}, say('code')), el('output', {}, el('bdi', {}, code)), el('p', {}, say(was === 'answer' ? 'code_why' : 'sheet_code_why')));
  const invite = was === 'answer' && el('section', {class: 'other'}, el('h2', {}, say('invite')), el('p', {}, strong(say('invite_why'))), el('div', {class: 'acts'}, button(say('invite_yes'), page)));
  show(el('h1', {}, say(was === 'answer' ? 'thanks' : 'sheet_thanks')), code_, el('div', {class: 'acts'}, button(say('hand_on'), handOn, 'btn go big')), invite);
}

function warning(seconds) {
  dialog.querySelector('.idle')?.remove();
  dialog.append(el('div', {class: 'idle', role: 'alert'}, el('p', {}, el('b', {}, say('idle'))), el('p', {}, say('idle_why', {num: seconds})), button(say('idle_go'), () => null)));
}

// Nothing of this person is left: not in memory, which goes with the page, nor on the disk, nor behind »back«.
async function handOn() {
  stop?.();
  dialog.replaceChildren();
  person = null;
  await forget().catch(() => null);
  sessionStorage.clear();
  location.reload();
}

// A picture that the tablet takes of this page, to show what is open, shows nothing.
document.addEventListener('visibilitychange', () => dialog?.classList.toggle('covered', document.hidden));
