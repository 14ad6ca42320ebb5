/**
 * How long an owner that is going away may take to let go: a page that is reloaded leaves its worker, its locks and its
 * open files to the browser, which needs some moments. Another tab does not let go at all.
 */
const leavingMs = 1000;
const retryMs = 50;

/** Takes the lock of this name, and gives what releases it; `null` if somebody else keeps it. */
export function acquireLock(name: string): Promise<(() => void) | null> {
  return new Promise((resolve) => {
    const held = () => new Promise<void>((release) => resolve(release));
    navigator.locks.request(name, { signal: AbortSignal.timeout(leavingMs) }, held).catch(() => resolve(null));
  });
}

/** Whether somebody else keeps this lock, and does not merely take a moment to leave. */
export async function isHeld(name: string): Promise<boolean> {
  const release = await acquireLock(name);
  release?.();
  return release === null;
}

/** Tries again while the browser still has the file open for an owner that is gone. */
export async function whenLetGo<T>(open: () => Promise<T>): Promise<T> {
  for (let waitedMs = 0; ; waitedMs += retryMs) {
    try {
      return await open();
    } catch (error) {
      if (!isStillOpen(error) || waitedMs >= leavingMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
  }
}

function isStillOpen(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NoModificationAllowedError';
}
