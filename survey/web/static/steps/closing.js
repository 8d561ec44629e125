// The end: when people meet again, and the picture that they take home before they leave.

import {el, redraw} from '../tablet/dom.js';
import {paint, SIZES} from '../tablet/picture.js';
import {dotsOf, firstThree, headingsOf} from '../tablet/table.js';
import {day, shortDay} from '../tablet/words.js';
import {written} from '../tablet/written.js';

const MOST_ROWS = 5;

export default {
  draw(root, at) {
    const {form, list, refresh} = written(at, {
      fields: [{name: 'next', label: at.say('next'), kind: 'date'}, {name: 'at', label: at.say('at'), kind: 'time'}, {name: 'where', label: at.say('where'), most: 120}],
      single: true,
      ready: typed => typed.next !== '',
      body: typed => typed,
      named: ({body}) => el('span', {}, nextOf(body)),
    });
    const canvas = el('canvas', {role: 'img'});
    const words = el('ul', {class: 'plain'});
    const picture = el('section', {class: 'picture'}, el('h2', {}, at.say('picture')), canvas, buttons(at, canvas), words);
    root.replaceChildren(picture, el('div', {class: 'side'}, form, list));
    return () => {
      refresh();
      const said = content(at);
      paint(canvas, said, SIZES.message);
      canvas.setAttribute('aria-label', at.say('picture'));
      redraw(words, ...sentences(said).map(one => el('li', {}, one)));
    };
  },

  wall(at) {
    return [el('ul', {class: 'cards'}, sentences(content(at)).slice(1).map(one => el('li', {}, one)))];
  },

  undoLabel: ({body}, {say}) => say('added', {day: nextOf(body)}),
};

const nextOf = ({next, at, where}) => [day(new Date(`${next}T12:00`)), at, where].filter(Boolean).join(', ');
const stepOf = (at, kind) => at.board.agenda.steps.find(one => one.step === kind);

// What the picture says, in the language chosen on the tablet.
function content(at) {
  const {district, day: date} = at.board.workshop;
  const people = at.people();
  const last = at.standing().at(-1);
  return {
    place: district, day: day(new Date(`${date}T12:00`)), people, came: people ? at.say('came', {num: people}) : '',
    wishes: {title: at.say('wishes'), ...wanted(at)},
    promises: {title: at.say('who'), rows: promised(at), more: num => at.say('more', {num})},
    next: {title: at.say('again'), said: last ? nextOf(last.body) : at.say('no_next')},
    base: at.say('base'),
  };
}

function wanted(at) {
  const step = stepOf(at, 'dots');
  if (!step) return {rows: [], none: '', more: ''};
  const {closed, void: why, counts} = dotsOf(at, step.id);
  if (why) return {rows: [], none: at.say('is_void', {why}), more: ''};
  const first = closed ? firstThree(counts, headingsOf(at, step.headings)) : [];
  const rows = first.slice(0, MOST_ROWS).map(one => ({...one, dots: at.say('dots', {num: one.dots})}));
  const left = first.length - rows.length;
  return {rows, none: closed ? '' : at.say('no_dots'), more: left > 0 ? at.say('equal', {num: left}) : ''};
}

function promised(at) {
  const step = stepOf(at, 'promises');
  const rows = step ? at.of(step.id) : [];
  const until = by => by && at.say('by', {day: shortDay(new Date(`${by}T12:00`))});
  return rows.map(({body}) => [opened(body.who || at.say('somebody'), at), [body.what, until(body.by)].filter(Boolean).join(', ')]);
}

// A name that begins a line.
const opened = (words, at) => words.charAt(0).toLocaleUpperCase(at.language) + words.slice(1);

// The same in sentences, for who cannot see the picture.
function sentences({place, day: date, came, wishes, promises, next, base}) {
  const rows = wishes.rows.map(one => `${one.place}. ${one.name} (${one.dots})`);
  const wished = [...rows, wishes.more || wishes.none].filter(Boolean).join('; ');
  return [
    [`${place}, ${date}`, came].filter(Boolean).join(': '), ...(wished ? [`${wishes.title}: ${wished}`] : []),
    ...promises.rows.map(([who, what]) => `${who}: ${what}`), `${next.title}: ${next.said}`, base,
  ];
}

// Some browsers send words and links, but no files.
const sends = () => navigator.canShare?.({files: [new File([''], 'soseska.png', {type: 'image/png'})]}) ?? false;

function buttons(at, canvas) {
  const named = kind => `soseska-${at.board.workshop.day}${kind === 'paper' ? '-A4' : ''}.png`;
  const made = kind => {
    const drawn = kind === 'paper' ? document.createElement('canvas') : canvas;
    if (kind === 'paper') paint(drawn, content(at), SIZES.paper);
    return new Promise(done => { drawn.toBlob(blob => done(new File([blob], named(kind), {type: 'image/png'})), 'image/png'); });
  };
  const save = kind => async () => {
    const file = await made(kind);
    const link = el('a', {download: file.name});
    link.href = URL.createObjectURL(file);
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };
  const share = async () => {
    const files = [await made('message')];
    // Whoever changes their mind in the middle of sending has done nothing wrong.
    await navigator.share({files}).catch(() => null);
  };
  const button = (words, onclick, go = '') => el('button', {type: 'button', class: `btn ${go}`, onclick}, at.say(words));
  return el('div', {class: 'acts'}, button('save', save('message'), 'go'), button('sheet', save('paper')), sends() && button('share', share));
}
