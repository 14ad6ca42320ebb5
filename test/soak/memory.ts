import type { CDPSession } from '@playwright/test';

/** Megabytes of JavaScript objects that the page's main thread keeps, after all that is garbage has gone. */
export async function heapMegabytes(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 2 ** 20;
}
