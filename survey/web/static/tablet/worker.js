// Serves the application when there is no network. It keeps one version of it whole and never mixes two; records and
// boards are none of its business. APP is written above this line by the server.

const NAME = `soseska-tablet-${APP.mark}`;
const SHELL = '/tablet/';

self.addEventListener('install', event => {
  // Past the browser's own cache: the shell must be the one of this version.
  const wanted = [SHELL, ...APP.files].map(address => new Request(address, {cache: 'reload'}));
  event.waitUntil(caches.open(NAME).then(async cache => {
    await cache.addAll(wanted);
    // The server was changed just now: try again later rather than keep a page that asks for other files.
    const shell = await (await cache.match(SHELL)).text();
    if (!shell.includes(APP.mark)) throw new Error('the page belongs to another version');
  }));
});

self.addEventListener('activate', event => {
  event.waitUntil((async () => {
    const names = await caches.keys();
    const old = names.filter(name => name.startsWith('soseska-tablet-') && name !== NAME);
    await Promise.all(old.map(name => caches.delete(name)));
    await self.clients.claim();
  })());
});

self.addEventListener('fetch', event => {
  const {pathname, origin} = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== location.origin) return;
  const shell = event.request.mode === 'navigate' && pathname === SHELL;
  if (shell || APP.files.includes(pathname)) event.respondWith(kept(shell ? SHELL : pathname, event.request));
});

async function kept(address, request) {
  const cache = await caches.open(NAME);
  return (await cache.match(address)) ?? fetch(request);
}

self.addEventListener('message', event => {
  if (event.data === 'take over') self.skipWaiting();
});
