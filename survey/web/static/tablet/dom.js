// Elements without templates: everything said is put in as text, so that nothing in it is ever read as a page.

// An element with its attributes, what happens when it is touched (`onclick`), and what stands in it.
export function el(tag, attributes = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== false && value != null) made.setAttribute(name, value);
  }
  made.append(...inside.flat().filter(part => part != null && part !== false));
  return made;
}

const SVG = 'http://www.w3.org/2000/svg';

// A drawing's element.
export function drawn(tag, attributes = {}, ...inside) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...inside);
  return made;
}

// *Stars* become bold.
export function strong(sentence) {
  return sentence.split('*').map((part, place) => (place % 2 ? el('b', {}, part) : part));
}

const TOUCHED = 'a, button, summary, input';

// Draws a part anew without taking the keyboard away from whoever is in the middle of it.
export function redraw(root, ...parts) {
  const place = [...root.querySelectorAll(TOUCHED)].indexOf(document.activeElement);
  root.replaceChildren(...parts);
  const now = root.querySelectorAll(TOUCHED);
  if (place >= 0) now[Math.min(place, now.length - 1)]?.focus();
}
