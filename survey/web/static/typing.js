// The keyboard on the typing screen: a figure ticks, Enter goes on. Without this script the page is a plain form.
'use strict';
const form = document.querySelector('form[data-keys]');
const WITHIN = '[data-stop]';
let rules = null;
let pending = '';

const fieldsOf = part => [...part.querySelectorAll('input, textarea, select')];
const isBox = field => ['checkbox', 'radio'].includes(field?.type);
const chosen = part => fieldsOf(part).filter(field => field.value.trim() && (!isBox(field) || field.checked));

// --- what is asked, given the answers so far: conditions look back only ---------------------------------------------

function figures(words) {
  const plain = words.normalize('NFKC').trim().replace('\u2212', '-').replace(',', '.');
  return /^[+-]?\d{1,15}(\.\d{1,6})?$/.test(plain) ? Number(plain) : null;
}

function answerOf(asked) {
  const fields = chosen(asked).filter(field => !field.closest('[data-stop][hidden]'));
  if (!fields.length) return null;
  const said = fields.map(field => (field.name.includes('__') ? field.name.split('__')[1] : field.value));
  switch (asked.dataset.value) {
    case 'options': return [...new Set(said)];
    case 'option': return said[0];
    case 'number': return figures(said[0]) ?? said[0];
    case 'whole': return {};
    default: return said[0].trim();
  }
}

function isPicked(stop) {
  const [name, value] = stop.dataset.of.split('=');
  const source = form.querySelectorAll(`[name="${name}"]`);
  return !source.length || [...source].some(field => field.value === value && field.checked);
}

function react() {
  const answers = {};
  for (const asked of form.querySelectorAll('[data-question]')) {
    const open = !rules || !asked.dataset.askedIf || rules.holds(JSON.parse(asked.dataset.askedIf), answers);
    asked.classList.toggle('not-asked', !open);
    const card = {};
    for (const stop of asked.querySelectorAll('[data-of]')) {
      const same = card[stop.dataset.of] ??= {};
      const here = !rules || !stop.dataset.showIf || rules.holds(JSON.parse(stop.dataset.showIf), same);
      stop.hidden = !(isPicked(stop) && here);
      if (!stop.hidden) same[stop.dataset.column] = chosen(stop)[0]?.value ?? null;
    }
    answers[asked.dataset.question] = open ? answerOf(asked) : null;
  }
}

// --- where the keyboard rests ---------------------------------------------------------------------------------------

function isShown(stop) {
  const box = stop.dataset.opens && document.getElementById(stop.dataset.opens);
  return !stop.hidden && !stop.closest('.not-asked') && (!box || box.checked);
}

const stops = () => [...form.querySelectorAll(WITHIN)].filter(isShown);

function rest(stop) {
  forget();
  turnTo(stop.closest('.query'));
  const field = fieldsOf(stop).find(one => one.checked) ?? fieldsOf(stop)[0];
  field.focus({preventScroll: true});
  if (field.type === 'text') field.select();
  (stop.closest('.query') ?? stop).scrollIntoView({block: stop.offsetHeight > innerHeight / 2 ? 'start' : 'center'});
}

function go(step) {
  commit();
  const every = stops();
  const here = document.activeElement.closest(WITHIN);
  const place = here ? every.indexOf(here) : -1;
  const next = every[place + step];
  if (next) rest(next);
  else if (step > 0) finish();
}

function finish() {
  turnTo(null);
  form.querySelector('[data-send]').focus();
}

// --- one question at a time, to be read aloud ------------------------------------------------------------------------

function turnTo(asked) {
  if (!('aloud' in form.dataset)) return;
  const last = !asked;
  form.querySelectorAll('.query').forEach(one => { one.hidden = one !== asked; });
  form.querySelector('.send').hidden = !last;
  form.querySelector('[data-turn]').hidden = false;
  form.querySelector('[data-next]').hidden = last;
}

function turn(step) {
  const every = [...form.querySelectorAll('.query:not(.not-asked)')].filter(one => stopsOf(one).length);
  const here = every.findIndex(one => !one.hidden);
  const next = here < 0 ? every[every.length - 1] : every[here + step];
  if (next) rest(stopsOf(next)[0]);
  else if (step > 0) finish();
}

const stopsOf = asked => [...asked.querySelectorAll(WITHIN)].filter(isShown);

// --- figures --------------------------------------------------------------------------------------------------------

function forget() {
  pending = '';
  form.querySelectorAll('[data-pending]').forEach(stop => stop.removeAttribute('data-pending'));
}

function toggle(box) {
  forget();
  box.focus({preventScroll: true});
  box.click();
  const line = box.checked && box.dataset.line && document.getElementById(box.dataset.line);
  if (line) line.focus();
}

function commit() {
  const stop = document.activeElement.closest(WITHIN);
  const box = pending && stop?.querySelector(`[data-sign="${CSS.escape(pending)}"]`);
  if (box) toggle(box);
  else forget();
  return Boolean(box);
}

// One figure may begin two: with fifteen choices 1 waits for the next key, 3 does not.
function press(stop, figure) {
  const signs = [...stop.querySelectorAll('[data-sign]')].map(box => box.dataset.sign);
  let typed = pending + figure;
  if (pending && !signs.some(sign => sign.startsWith(typed))) {
    commit();
    typed = figure;
  }
  const possible = signs.filter(sign => sign.startsWith(typed));
  pending = possible.length ? typed : '';
  if (possible.length > 1) stop.dataset.pending = `${typed} …`;
  else if (possible[0] === typed) commit();
  else if (!possible.length) forget();
}

form?.addEventListener('keydown', event => {
  const field = event.target;
  const stop = field.closest(WITHIN);
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || !stop) return;
  if (event.key === 'Enter') {
    if (field.tagName === 'TEXTAREA' && event.shiftKey) return;
    event.preventDefault();
    go(event.shiftKey ? -1 : 1);
  } else if (isBox(field)) boxKey(event, stop);
});

function boxKey(event, stop) {
  if (/^\d$/.test(event.key)) {
    event.preventDefault();
    press(stop, event.key);
  } else if ([' ', ','].includes(event.key) && pending) {
    event.preventDefault();
    commit();
  } else if (event.key === 'Backspace') {
    event.preventDefault();
    fieldsOf(stop).filter(box => box.checked).forEach(box => { box.checked = false; });
    forget();
    react();
  } else if (event.key !== 'Shift') forget();
}

form?.addEventListener('input', event => {
  const line = event.target.closest('[data-opens]');
  const box = line && document.getElementById(line.dataset.opens);
  if (box) box.checked = Boolean(event.target.value.trim());
  react();
});
form?.addEventListener('click', event => {
  if (event.target.closest('[data-next]')) turn(1);
  if (event.target.closest('[data-back]')) turn(-1);
});

// --- sending: an ended session or a lost network leaves everything where it is ---------------------------------------

function tell(sentence) {
  document.getElementById('unsaved')?.remove();
  const said = document.createElement('p');
  said.id = 'unsaved';
  said.className = 'notice foot-note';
  said.setAttribute('role', 'alert');
  said.textContent = sentence;
  form.append(said);
}

// Whoever logged in anew has a new token; any page of ours tells it.
async function freshToken() {
  const answer = await fetch(location.pathname.replace(/\/sheet$/, ''), {redirect: 'manual'});
  if (!answer.ok) return false;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  form.elements.csrf_token.value = page.querySelector('[name=csrf_token]').value;
  return true;
}

let sending = false;
form?.addEventListener('submit', async event => {
  event.preventDefault();
  if (sending) return;
  sending = true;
  const button = event.submitter;
  try {
    if (!(await freshToken())) {
      tell(form.dataset.lost);
      return;
    }
    const go_ = document.createElement('input');
    Object.assign(go_, {type: 'hidden', name: 'go', value: button?.value ?? 'send'});
    form.append(go_);
    form.submit();
  } catch (error) {
    if (error.name !== 'TypeError') throw error;
    tell(form.dataset.offline);
  } finally {
    sending = false;
  }
});

async function start() {
  if (!form) return;
  rules = await import(form.dataset.conditions).catch(() => null);
  react();
  const noted = form.querySelector('.noted [data-stop]');
  const first = noted && isShown(noted) ? noted : stops()[0];
  if (first) rest(first);
}

start();
