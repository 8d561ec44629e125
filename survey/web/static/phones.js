// Finds out by itself that the evening has gone on. Without this script the page has a link for it.
(() => {
  const EVERY = 4000;
  const page = document.querySelector('[data-mark]');
  const fields = () => [...page.querySelectorAll('input:not([type=hidden])')];
  const touched = () => fields().some(one => (one.type === 'radio' ? one.checked !== one.defaultChecked : one.value !== one.defaultValue));

  const look = async () => {
    if (document.hidden) return;
    const headers = {'If-None-Match': `"${page.dataset.mark}"`};
    const answer = await fetch(page.dataset.poll, {headers, cache: 'no-store'}).catch(() => null);
    if (answer?.status !== 200) return;
    // What somebody is about to send is never taken away from them.
    if (touched()) page.querySelector('.moved').hidden = false;
    else location.replace(page.dataset.now);
  };
  // A hall full of phones should not all ask in the same moment.
  setInterval(look, EVERY + Math.random() * 1000);
  document.addEventListener('visibilitychange', look);
})();
