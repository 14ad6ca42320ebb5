import type { Message } from '../service-worker/message.ts';

/**
 * Whether wasm-vips can run here: it can; it could after a reload, which is not made for a page in use; or it cannot, for
 * neither the host nor a service worker isolates this page.
 */
export type Isolation = 'isolated' | 'after-reload' | 'impossible';

/** The page and its service worker. */
export interface Offline {
  /**
   * Settles as soon as it is certain that this page stays. Where the host sends no isolation headers, the page is
   * reloaded into those of the service worker: at most once, and only if `mayReload` says so at that moment.
   */
  isolate(mayReload: () => boolean): Promise<Isolation>;
  /** Calls back when a new version waits; `takeOver` lets it begin, and reloads this page. */
  onUpdate(listener: (takeOver: () => void) => void): void;
}

/** A service worker that takes longer to come is not waited for. */
const patienceMs = 15_000;

/** @param pageUrl the folder of the page, ending in a slash */
export function createOffline(pageUrl: string): Offline {
  const registered = register(pageUrl);
  void registered.then(keepEngine);

  return {
    async isolate(mayReload) {
      if (crossOriginIsolated) return reloaded.forget();
      const registration = await registered;
      if (reloaded.isKnown() || registration === null || !(await isReady(registration))) return 'impossible';
      if (!mayReload()) return 'after-reload';
      if (!reloaded.remember()) return 'impossible';
      location.reload();
      return new Promise(() => {});
    },
    onUpdate: (listener) => void registered.then((registration) => registration && watch(registration, listener)),
  };
}

/** For development, where files change under every cache. */
export const noOffline: Offline = {
  isolate: () => Promise.resolve(crossOriginIsolated ? 'isolated' : 'impossible'),
  onUpdate: () => {},
};

async function register(pageUrl: string): Promise<ServiceWorkerRegistration | null> {
  // Some private windows, and pages without TLS, have none.
  if (!('serviceWorker' in navigator)) return null;
  // The first load belongs to the page, unless nothing can begin before the service worker is there.
  if (crossOriginIsolated) await idle();
  const script = new URL('service-worker.js', pageUrl);
  return navigator.serviceWorker.register(script, { updateViaCache: 'none' }).catch(() => null);
}

/** Whether there is a service worker that can give out this page; one that cannot be installed never will. */
function isReady({ installing }: ServiceWorkerRegistration): Promise<boolean> {
  return new Promise((resolve) => {
    void navigator.serviceWorker.ready.then(() => resolve(true));
    installing?.addEventListener('statechange', () => installing.state === 'redundant' && resolve(false));
    setTimeout(() => resolve(false), patienceMs);
  });
}

/** What was loaded before there was a service worker, and what no picture has needed yet: one visit is enough. */
async function keepEngine(registration: ServiceWorkerRegistration | null): Promise<void> {
  if (registration === null || !crossOriginIsolated) return;
  const { active } = await navigator.serviceWorker.ready;
  await idle();
  post(active, 'keep-engine');
}

function watch(registration: ServiceWorkerRegistration, listener: (takeOver: () => void) => void): void {
  const takeOver = () => {
    const { waiting } = registration;
    // Another tab was quicker: the new version is in charge already.
    if (waiting === null) return location.reload();
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    post(waiting, 'take-over');
  };
  const look = () => {
    if (registration.waiting !== null && registration.active !== null) listener(takeOver);
  };
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look));
  // An installed app can stay open for days.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void registration.update().catch(() => {});
  });
  look();
}

function post(worker: ServiceWorker | null, message: Message): void {
  worker?.postMessage(message);
}

function idle(): Promise<void> {
  const whenIdle = globalThis.requestIdleCallback ?? ((start: () => void) => setTimeout(start, 200));
  return new Promise((resolve) => whenIdle(() => resolve()));
}

/** That this tab was reloaded for isolation. It is forgotten once that has helped; until then there is no second time. */
const reloaded = {
  key: 'thumbnail-maker.reloaded',
  isKnown(): boolean {
    try {
      return sessionStorage.getItem(this.key) !== null;
    } catch {
      return false;
    }
  },
  /** Whether it will be known: a tab that remembers nothing could be reloaded for ever. */
  remember(): boolean {
    try {
      sessionStorage.setItem(this.key, 'yes');
      return true;
    } catch {
      return false;
    }
  },
  forget(): 'isolated' {
    try {
      sessionStorage.removeItem(this.key);
    } catch {
      // Then nothing was remembered.
    }
    return 'isolated';
  },
};
