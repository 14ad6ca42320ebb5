/** Keeps the screen on, and with it the machine awake, for as long as it is wanted and the page can be seen. */
export interface WakeLock {
  want(wanted: boolean): void;
}

export function createWakeLock(): WakeLock {
  let wanted = false;
  let asking = false;
  let lock: WakeLockSentinel | null = null;

  const take = async () => {
    if (!wanted || asking || lock !== null || document.hidden) return;
    asking = true;
    // Not every browser has it, and a low battery refuses it: the run goes on, but the machine may go to sleep.
    lock = await navigator.wakeLock?.request('screen').catch(() => null);
    asking = false;
    if (!wanted) drop();
  };

  const drop = () => {
    void lock?.release();
    lock = null;
  };

  // Browsers take it back from a page that is hidden.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) lock = null;
    else void take();
  });

  return {
    want(next) {
      if (next === wanted) return;
      wanted = next;
      if (wanted) void take();
      else drop();
    },
  };
}
