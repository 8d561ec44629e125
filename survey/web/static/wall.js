// The wall follows along: asks whether something has changed, and shows it in place. Without a network it stays as it is.
(() => {
  const EVERY = 2000;
  let mark = '';
  const look = async () => {
    const answer = await fetch(location.href, {headers: mark ? {'If-None-Match': mark} : {}, cache: 'no-store'}).catch(() => null);
    // The address was ended: the page itself says so.
    if (answer?.status === 404) return location.reload();
    if (answer?.status !== 200) return null;
    mark = answer.headers.get('ETag') ?? '';
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('.projected > #main');
    if (page) document.getElementById('main').replaceWith(page);
    return null;
  };
  setInterval(look, EVERY);
  addEventListener('online', look);
})();
