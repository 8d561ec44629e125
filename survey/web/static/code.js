// A scanned code stands behind # in the address, where no server sees it: fill it in and take it out of the address.
'use strict';
(() => {
  function fill() {
    const field = document.querySelector('[data-code]');
    const code = location.hash.slice(1);
    // The links of this very page point to its own parts.
    if (!field || !code || document.getElementById(code)) return;
    history.replaceState(null, '', location.pathname + location.search);
    let words = code;
    try { words = decodeURIComponent(code); } catch { /* a damaged address is shown as it is */ }
    field.value = words.slice(0, 100);
    document.querySelector('.acts .btn').focus();
  }
  addEventListener('hashchange', fill);
  fill();
})();
