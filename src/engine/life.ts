/**
 * A worker that closes itself fires no event and answers nothing; without more, only the deadline would tell.
 * But the browser takes back what a worker holds when it ends, in whatever way: so the worker holds a Web Lock of its own,
 * the page asks for the same one, and is given it in the moment of the worker's death.
 */
interface LifeSign {
  /** `null` where there are no locks to be had: in an insecure context, or with the site's storage blocked. */
  lifeLock: string | null;
}

/** In the worker, by its entry: holds the lock for as long as the worker lives, and tells the page its name. */
export function showLife(): void {
  const show = (lifeLock: string | null) => self.postMessage({ lifeLock } satisfies LifeSign);
  if ('locks' in navigator) {
    const lifeLock = `engine ${crypto.randomUUID()}`;
    const live = () => {
      show(lifeLock);
      return new Promise(() => {});
    };
    navigator.locks.request(lifeLock, live).catch(() => show(null));
  } else {
    show(null);
  }
}

export interface LifeWatch {
  /** Resolves once the worker has shown its life: from then on its end will be noticed, where the browser can. */
  shown: Promise<void>;
  stop(): void;
}

/** In the page, in the task that created the worker: calls `onEnd` when the worker ends. */
export function watchLife(worker: Worker, onEnd: () => void): LifeWatch {
  const stopped = new AbortController();
  const { signal } = stopped;
  const shown = new Promise<void>((resolve) => {
    const onMessage = ({ data }: MessageEvent<unknown>) => {
      if (!isLifeSign(data)) return;
      // Rejects when watching is stopped, and then nobody is interested.
      if (data.lifeLock !== null) navigator.locks.request(data.lifeLock, { signal }, onEnd).catch(() => {});
      resolve();
    };
    worker.addEventListener('message', onMessage, { signal });
  });
  return { shown, stop: () => stopped.abort() };
}

function isLifeSign(data: unknown): data is LifeSign {
  return typeof data === 'object' && data !== null && 'lifeLock' in data;
}
