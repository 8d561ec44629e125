// The style sheet that a kind of step brings along, once for each page.

import {el} from './dom.js';

export function styled(name, near) {
  const {href} = new URL(name, near);
  if (!document.querySelector(`link[href="${href}"]`)) document.head.append(el('link', {rel: 'stylesheet', href}));
}
