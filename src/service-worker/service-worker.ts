import { bypass } from './bypass.ts';
import { errandFor } from './errand.ts';
import { createHolds } from './holds.ts';
import { isMessage, type Message } from './message.ts';
import { createParcelShelf } from './parcel.ts';

declare const self: ServiceWorkerGlobalScope;

const { scope } = self.registration;
const holds = createHolds({ scope, shell: __SHELL__, kept: __KEPT__, caches, fetch: (...what) => fetch(...what) });
const parcels = createParcelShelf(scope, caches);

self.addEventListener('install', (event) => event.waitUntil(Promise.all([holds.install(), bypass(event, scope)])));

// Pages that opened before there was a service worker are taken on, so that what they use now is kept.
self.addEventListener('activate', (event) => event.waitUntil(Promise.all([holds.sweep(), self.clients.claim()])));

self.addEventListener('fetch', (event) => {
  const answer = answerTo(event);
  if (answer !== null) event.respondWith(answer);
});

self.addEventListener('message', (event) => {
  if (isMessage(event.data)) event.waitUntil(obey(event.data, event));
});

function answerTo(event: FetchEvent): Promise<Response> | null {
  const errand = errandFor(event.request, scope, holds);
  switch (errand?.do) {
    case 'page':
      return holds.file('');
    case 'file':
      return holds.file(errand.path);
    case 'keep':
      return holds.keep(errand.path, (work) => event.waitUntil(work));
    case 'share':
      return takeIn(event.request);
    default:
      return null;
  }
}

/** The page comes back with a GET, so that reloading it does not share once more. */
async function takeIn(request: Request): Promise<Response> {
  // What cannot be read, or finds no room, is not there: the page opens all the same.
  await request
    .formData()
    .then(parcels.put)
    .catch(() => {});
  return Response.redirect(new URL('./?shared', scope), 303);
}

async function obey(message: Message, event: ExtendableMessageEvent): Promise<void> {
  if (message === 'take-over') return self.skipWaiting();
  // What an engine has loaded by now comes from the browser's own cache; what none has needed yet is there when one does.
  const essential = __KEPT__.paths.filter((path) => path.endsWith('/vips.wasm'));
  await Promise.all(essential.map((path) => holds.stock(path, (work) => event.waitUntil(work))));
}
