// What a browser with scripts adds to the survey: no full reload between pages, nothing lost without a network,
// the row of dots for "up to five". Everything works without it.
'use strict';
(() => {
  const PATIENCE = 20000;
  let busy = false;
  let conditions = null;

  const flow = () => document.querySelector('form[data-flow]');
  const pageName = () => flow()?.elements.page?.value ?? null;
  const kept = () => `visit ${location.pathname}`;

  // The dots under a question of which only so many may be chosen.
  function count(bar) {
    const question = document.getElementById(bar.dataset.of);
    const words = [...question.querySelectorAll('input[type=text]')].filter(line => line.value.trim());
    const chosen = question.querySelectorAll('input:checked').length + words.length;
    const most = Number(bar.dataset.most);
    const dots = bar.querySelector('span');
    dots.replaceChildren(...Array.from({length: Math.max(most, chosen)}, (_, place) => {
      const dot = document.createElement('i');
      if (place < chosen) dot.className = place < most ? 'on' : 'over';
      return dot;
    }));
    const sentence = JSON.parse(bar.dataset.counts)[chosen];
    const said = bar.querySelector('b');
    if (said.textContent !== sentence) said.textContent = sentence;
    bar.hidden = false;
  }

  // A number as people write it: with a comma, in full-width figures; null where it is none.
  function figures(words) {
    const plain = words.normalize('NFKC').trim().replace('\u2212', '-').replace(',', '.');
    return /^[+-]?\d{1,15}(\.\d{1,6})?$/.test(plain) ? Number(plain) : null;
  }

  // What a question says by its fields, in the form that conditions look at; null is blank.
  function answerOf(question) {
    const fields = [...question.querySelectorAll('[name^=q_]:enabled')]
      .filter(field => field.value.trim() && (field.checked || !['radio', 'checkbox'].includes(field.type)));
    if (!fields.length) return null;
    // A line for own words stands for its option; the row of a ranking for the thing that got a place.
    const said = fields.map(field => (field.name.includes('__') ? field.name.split('__')[1] : field.value));
    switch (question.dataset.value) {
      case 'options': return [...new Set(said)];
      case 'option': return said[0];
      case 'number': return figures(said[0]) ?? said[0];
      case 'whole': return {};
      default: return said[0].trim();
    }
  }

  function open(part, isOpen) {
    part.hidden = !isOpen;
    if (part.matches('fieldset')) part.disabled = !isOpen;
    else part.querySelectorAll('input').forEach(field => { field.disabled = !isOpen; });
  }

  function workOut(question, answers) {
    const sum = conditions.calculate(JSON.parse(question.dataset.calculate), answers);
    const said = sum === null ? '–' : sum.toLocaleString(document.documentElement.lang);
    const output = question.querySelector('output');
    if (output.textContent !== said) output.textContent = said;
    return sum;
  }

  // Show and hide what depends on the answers, from top to bottom: conditions only look back.
  function react() {
    const form = flow();
    if (!conditions || !form?.dataset.told) return;
    const answers = JSON.parse(form.dataset.told);
    for (const question of form.querySelectorAll('[data-question]')) {
      const isOpen = part => !part.dataset.showIf || conditions.holds(JSON.parse(part.dataset.showIf), answers);
      const asked = isOpen(question);
      if (question.dataset.showIf) open(question, asked);
      if (asked) question.querySelectorAll('[data-show-if]').forEach(part => open(part, isOpen(part)));
      const answer = question.dataset.calculate ? workOut(question, answers) : answerOf(question);
      answers[question.dataset.question] = asked ? answer : null;
    }
  }

  // The rules come as a module of their own; until they are here the page works as without scripts.
  async function bringConditions() {
    const address = flow()?.dataset.conditions;
    if (!conditions && address && document.querySelector('[data-show-if], [data-calculate]')) {
      conditions = await import(address).catch(() => null);
    }
    react();
  }

  // A question read aloud by the browser, where it has a voice of the language; only ever when somebody asks for it.
  function offerAloud() {
    const words = flow()?.dataset.aloud;
    if (!words || !('speechSynthesis' in window)) return;
    const voices = speechSynthesis.getVoices();
    for (const question of flow().querySelectorAll('.question:not(:has(.aloud))')) {
      const heading = question.querySelector('h1, h2, h3');
      const language = heading?.closest('[lang]').lang;
      const voice = voices.find(one => one.lang.toLowerCase().split(/[-_]/)[0] === language?.toLowerCase().split('-')[0]);
      if (voice) offerVoice(question, heading, voice, words.split('|'));
    }
  }

  function offerVoice(question, heading, voice, [begin, stop]) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'link aloud';
    button.textContent = begin;
    (heading.closest('legend, [id$=-label]') ?? heading).after(button);
    button.addEventListener('click', () => {
      const speaks = button.textContent === stop;
      hush();
      if (!speaks) sayAloud(question, voice, () => { button.textContent = begin; });
      if (!speaks) button.textContent = stop;
    });
    button.dataset.begin = begin;
  }

  function hush() {
    window.speechSynthesis?.cancel();
    document.querySelectorAll('.aloud').forEach(button => { button.textContent = button.dataset.begin; });
  }

  // One sentence at a time: browsers break off what is long.
  function sayAloud(question, voice, done) {
    const parts = [...question.querySelectorAll('h1, h2, h3, h4, .hint, .name, small, .point .vh, .err')];
    const said = parts.filter(part => !part.closest('[hidden]')).map(part => part.textContent.trim()).filter(Boolean);
    said.forEach((words, at) => {
      const sentence = Object.assign(new SpeechSynthesisUtterance(words), {voice, lang: voice.lang});
      if (at === said.length - 1) sentence.onend = done;
      speechSynthesis.speak(sentence);
    });
  }

  function enliven() {
    bringConditions();
    offerAloud();
    document.querySelectorAll('.tally').forEach(count);
    document.querySelectorAll('[data-print]').forEach(button => { button.hidden = false; });
    const form = flow();
    if (!form) return;
    // Only a reload finds its way back: the address alone, or the next person, begins anew.
    if ('done' in form.dataset) sessionStorage.removeItem(kept());
    else sessionStorage.setItem(kept(), `${form.elements.language.value} ${form.elements.token.value}`);
  }

  // Put the page that came back in the place of this one.
  function show(next, step) {
    hush();
    const root = document.documentElement;
    root.lang = next.documentElement.lang;
    root.dir = next.documentElement.dir;
    root.className = next.documentElement.className;
    for (const sheet of next.querySelectorAll('link[rel=stylesheet]')) {
      const there = document.querySelector(`link[href="${sheet.getAttribute('href')}"]`);
      if (!there) document.head.append(sheet.cloneNode());
    }
    document.title = next.title;
    const title = next.querySelector('title');
    for (const name of ['lang', 'dir']) document.querySelector('title')[name] = title[name];
    document.body.className = next.body.className;
    document.body.replaceChildren(...next.body.childNodes);
    const before = history.state?.page;
    // How somebody reads stands in the address, as on pages without scripts, so that a reload keeps it.
    const address = location.pathname + (flow() ? new URL(flow().action).search : location.search);
    if (step === 'push' && before !== pageName()) history.pushState({page: pageName()}, '', address);
    else history.replaceState({page: pageName()}, '', address);
    enliven();
    const first = document.querySelector('.errors, .notice[tabindex], .reading[open] summary') ?? document.getElementById('main');
    scrollTo(0, 0);
    first.focus({preventScroll: first.id === 'main'});
  }

  // Say that nothing was saved, and leave everything that was typed where it is.
  function unsaved(form, sentences) {
    document.getElementById('unsaved')?.remove();
    const notice = document.createElement('div');
    notice.id = 'unsaved';
    notice.className = 'notice foot-note';
    notice.setAttribute('role', 'alert');
    for (const sentence of sentences) {
      const line = document.createElement('p');
      line.textContent = sentence;
      notice.append(line);
    }
    form.append(notice);
  }

  async function fetchPage(form, body) {
    const response = await fetch(form.action, {method: 'POST', body, signal: AbortSignal.timeout(PATIENCE)});
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    // The log-in page of a hotel's network is a page, too, but not one of ours.
    if (!page.querySelector('main#main')) throw new TypeError('not our page');
    return {page, failed: !page.querySelector('form[data-flow]') && !response.ok};
  }

  async function send(form, go, step = 'push') {
    if (busy) return;
    busy = true;
    form.setAttribute('aria-busy', 'true');
    const body = new URLSearchParams(new FormData(form));
    body.set('go', go);
    try {
      const {page, failed} = await fetchPage(form, body);
      if (failed && !page.querySelector('.answers')) {
        unsaved(form, [...page.querySelectorAll('main h1, main p:not(:has(a))')].map(line => line.textContent.trim()));
      } else show(page, step);
    } catch (error) {
      if (!['TypeError', 'TimeoutError', 'AbortError', 'NetworkError'].includes(error.name)) throw error;
      unsaved(form, [form.dataset.unsaved]);
    } finally {
      busy = false;
      form.removeAttribute('aria-busy');
    }
  }

  document.addEventListener('submit', event => {
    if (!event.target.matches('form[data-flow]')) return;
    event.preventDefault();
    send(event.target, event.submitter?.value || 'next');
  });

  document.addEventListener('input', event => {
    const bar = event.target.closest('.question')?.querySelector('.tally');
    if (bar) count(bar);
    if (event.target.closest('[data-question]')) react();
  });

  document.addEventListener('click', event => {
    if (event.target.closest('[data-print]')) print();
  });

  window.speechSynthesis?.addEventListener?.('voiceschanged', offerAloud);
  addEventListener('pagehide', hush);

  addEventListener('popstate', event => {
    const form = flow();
    if (form && event.state?.page) send(form, `edit:${event.state.page}`, 'replace');
  });

  function start() {
    const form = flow();
    const [language, token] = (sessionStorage.getItem(kept()) ?? '').split(' ');
    const page = history.state?.page;
    if (form && token && page) {
      form.elements.token.value = token;
      form.elements.language.value = language;
      form.elements.page.value = '';
      send(form, `edit:${page}`, 'replace');
      return;
    }
    // Opened by a code: from here on the address is that of the survey, so that a reload finds its way back.
    history.replaceState({page: pageName()}, '', form ? new URL(form.action).pathname : undefined);
    enliven();
  }

  start();
})();
