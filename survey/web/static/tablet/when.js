// The way through a questionnaire without a server: which pages and questions somebody sees, what their fields say, and
// what is wrong. It follows survey/questionnaire/path.py and the types beside it; tests hold both to each other.

import {calculate, holds} from '../condition.js';

const HOME = '_district';

const values = (fields, name) => [...new Set((fields[name] ?? []).filter(value => value !== ''))];
const words = (fields, question) =>
  (question.other ? (fields[`${question.field}__other`] ?? []).join(' ').trim() : '');
const bad = (name, more = {}) => ({answer: null, fault: {name, ...more}});
const said = answer => ({answer, fault: null});

// The options of a question that are on offer where somebody lives.
export const offered = (question, home) =>
  (question.options ?? []).filter(option => !option.in || option.in.includes(home));

// The one value of a field that may come once; undefined where it came more often.
function one(fields, name) {
  const found = values(fields, name);
  if (!found.length || !found[0].trim()) return null;
  return found.length > 1 ? undefined : found[0];
}

function ticks(question, fields, home) {
  const options = offered(question, home);
  const own = words(fields, question);
  const ticked = new Set(values(fields, question.field));
  if (own) ticked.add('other');
  const picked = options.filter(option => ticked.has(option.code));
  const alone = picked.find(option => option.alone);
  if (!picked.length) return said(null);
  if ([...own].length > (question.longest ?? Infinity)) return bad('long');
  if (alone && picked.length > 1) return bad('alone', {code: alone.code});
  if (question.most && picked.length > question.most) return bad('many', {count: picked.length});
  return said(picked.map(option => option.code));
}

function choice(question, fields, home) {
  const chosen = one(fields, question.field);
  const own = words(fields, question);
  if (chosen === undefined || (own && chosen !== null && chosen !== 'other')) return bad('two');
  if ([...own].length > (question.longest ?? Infinity)) return bad('long');
  if (own) return said('other');
  return chosen === null || offered(question, home).some(option => option.code === chosen) ? said(chosen) : bad('bad');
}

function point(question, fields, home) {
  const chosen = one(fields, question.field);
  const number = Number(chosen);
  const on = /^\d+$/.test(chosen) && String(number) === chosen && number >= question.minimum && number <= question.maximum;
  return on ? said(number) : choice(question, fields, home);
}

function figure(question, fields) {
  const typed = one(fields, question.field);
  if (typed == null) return typed === null ? said(null) : bad('two');
  const plain = typed.normalize('NFKC').trim().replace('\u2212', '-').replaceAll(',', '.');
  if (!/^[+-]?\d{1,15}(\.\d{1,6})?$/.test(plain) || (question.whole && plain.includes('.'))) return bad('bad');
  const number = Number(plain);
  return number < question.minimum || number > question.maximum ? bad('range') : said(number);
}

function line(question, fields) {
  const typed = (fields[question.field] ?? []).join(' ').replace(/\r\n?/g, '\n').trim();
  if (typed && WAYS[question.input]?.test(typed) === false) return bad('bad');
  return [...typed].length > question.longest ? bad('long') : said(typed || null);
}

// Roughly: what passes here and is none after all, the server sets aside as it came.
const WAYS = {email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, tel: /^[+\d\s()/.-]{6,30}$/};

const FORMS = {day: /^\d{4}-\d\d-\d\d$/, hour: /^([01]\d|2[0-3]):[0-5]\d$/};

function moment(question, fields) {
  const typed = one(fields, question.field);
  if (typed == null) return typed === null ? said(null) : bad('two');
  const known = FORMS[question.value].test(typed) && (question.value === 'hour' || real(typed));
  if (!known) return bad('bad');
  return question.minimum && (typed < question.minimum || typed > question.maximum) ? bad('range') : said(typed);
}

function real(day) {
  const found = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(found.getTime()) && found.toISOString().startsWith(day);
}

// What is tapped piece by piece: {row: option}, without the rows left blank.
function grid(question, fields) {
  const answer = Object.fromEntries(question.rows
    .map(row => [row, one(fields, `${question.field}__${row}`)]).filter(([, tapped]) => tapped));
  return said(Object.keys(answer).length ? answer : null);
}

function cards(question, fields) {
  const answer = {};
  for (const row of question.rows) {
    for (const {id} of question.columns) {
      const tapped = one(fields, `${question.field}__${row}__${id}`);
      if (tapped) answer[row] = {...answer[row], [id]: tapped};
    }
  }
  return said(Object.keys(answer).length ? answer : null);
}

// Codes in their order; each place belongs to one thing and none is left out before a later one.
function ranking(question, fields) {
  const placed = question.options.map(({code}) => [code, one(fields, `${question.field}__${code}`)])
    .filter(([, place]) => place);
  if (!placed.length) return said(null);
  const given = placed.map(([, place]) => Number(place)).sort((a, b) => a - b);
  if (placed.some(([, place]) => !question.places.includes(place))) return bad('bad');
  const twice = given.find((place, at) => given.indexOf(place) !== at);
  if (twice) return bad('twice', {place: twice});
  const free = given.findIndex((place, at) => place !== at + 1);
  if (free >= 0) return bad('free', {place: free + 1});
  return said(placed.sort((a, b) => Number(a[1]) - Number(b[1])).map(([code]) => code));
}

const READ = {
  options: (question, ...more) => (question.many ? ticks : choice)(question, ...more),
  slots: ticks, district: choice, place: choice, scale: point, number: figure, line, textarea: line, day: moment, grid,
  cards, ranking, note: () => said(null), calculated: () => said(null),
  consent: (question, fields) => said(values(fields, question.field).includes('yes') ? 'yes' : null),
};

// What the fields of a question say: {answer, fault}.
export const parse = (question, fields, home) => READ[question.control](question, fields, home);

const open = (options, answers) => options.filter(option => !option.show_if || holds(option.show_if, answers));

// The cards of a question: of each pick the taps that are asked, given what is tapped on that card.
const rowsOf = (question, answers) => question.rows.filter(row => (answers[question.of] ?? []).includes(row));

function columnsOf(question, taps) {
  const kept = {};
  return question.columns.filter(({id, show_if: when}) => {
    if (when && !holds(when, kept)) return false;
    if (taps[id]) kept[id] = taps[id];
    return true;
  }).map(({id}) => id);
}

// Whether there is anything to ask, given the answers before.
function applies(question, answers, home) {
  if (question.control === 'cards') return rowsOf(question, answers).length > 0;
  if (!question.filters) return !question.never;
  return open(offered(question, home), answers).length > (question.control === 'ranking' ? 1 : 0);
}

// The answer that counts: without what was not asked.
function settle(question, answer, answers) {
  if (question.calculate) return calculate(question.calculate, answers);
  if (answer === null) return null;
  if (question.control === 'cards') return cut(question, answer, answers);
  if (!question.filters) return answer;
  const shown = new Set(open(question.options, answers).map(option => option.code));
  if (!Array.isArray(answer)) return shown.has(answer) ? answer : null;
  const kept = answer.filter(code => shown.has(code));
  return kept.length ? kept : null;
}

function cut(question, answer, answers) {
  const kept = {};
  for (const row of rowsOf(question, answers)) {
    const taps = answer[row] ?? {};
    const shown = columnsOf(question, taps).filter(id => taps[id]);
    if (shown.length) kept[row] = Object.fromEntries(shown.map(id => [id, taps[id]]));
  }
  return Object.keys(kept).length ? kept : null;
}

function complete(question, answer, answers) {
  if (question.control === 'grid') return Object.keys(answer ?? {}).length === question.rows.length;
  if (question.control !== 'cards') return answer !== null;
  return rowsOf(question, answers).every(row => columnsOf(question, answer?.[row] ?? {}).every(id => answer?.[row]?.[id]));
}

function faultOf(question, parsed, answer, answers) {
  if (parsed.fault) return parsed.fault;
  if (question.required && !complete(question, answer, answers)) return {name: 'missing'};
  const unmet = answer === null ? -1 : (question.require ?? []).findIndex(rule => !holds(rule, answers));
  return unmet < 0 ? null : {name: 'require', rule: unmet};
}

// Where somebody lives, as far as they have said so.
export function homeOf(survey, fields) {
  const question = survey.sections.flatMap(section => section.questions).find(({id}) => id === survey.home);
  const chosen = question ? values(fields, question.field) : [];
  return chosen.length === 1 && survey.districts.includes(chosen[0]) ? chosen[0] : null;
}

// Follows the questionnaire once from the start: the pages with the questions asked on them, the answers that count,
// and what is wrong by question. Conditions only look back, so one pass is enough.
export function walk(survey, fields) {
  const home = homeOf(survey, fields);
  const answers = {[HOME]: home};
  const asked = [];
  const faults = {};
  const pages = survey.sections.map(section => {
    const questions = [];
    if (section.show_if && !holds(section.show_if, answers)) return {id: section.id, questions};
    for (const question of section.questions) {
      if ((question.show_if && !holds(question.show_if, answers)) || !applies(question, answers, home)) continue;
      const parsed = parse(question, fields, home);
      const answer = settle(question, parsed.answer, answers);
      if (answer !== null) answers[question.id] = answer;
      questions.push(question);
      asked.push([question, parsed, answer]);
    }
    return {id: section.id, questions};
  }).filter(page => page.questions.some(question => !question.unseen));
  for (const [question, parsed, answer] of asked) {
    const fault = faultOf(question, parsed, answer, answers);
    if (fault) faults[question.id] = fault;
  }
  return {pages: pages.map(({id, questions}) => ({id, questions: questions.map(question => question.id)})), answers, faults};
}

// The fields that are sent: those of questions that were asked, without options that are not on offer there.
export function sent(survey, fields) {
  const home = homeOf(survey, fields);
  const asked = new Set(walk(survey, fields).pages.flatMap(page => page.questions));
  const found = {};
  for (const question of survey.sections.flatMap(section => section.questions).filter(({id}) => asked.has(id))) {
    const hidden = new Set((question.options ?? []).filter(option => option.in && !option.in.includes(home)).map(({code}) => code));
    for (const [name, given] of Object.entries(fields)) {
      const mine = name === question.field || name.startsWith(`${question.field}__`);
      const kept = given.filter(value => value !== '' && !hidden.has(value));
      if (mine && kept.length) found[name] = kept;
    }
  }
  return found;
}
