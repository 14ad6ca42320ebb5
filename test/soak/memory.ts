import { readFileSync } from 'node:fs';
import type { CDPSession } from '@playwright/test';

/** Megabytes of JavaScript objects that the page's main thread keeps, after all that is garbage has gone. */
export async function heapMegabytes(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 2 ** 20;
}

/**
 * Megabytes of memory that these processes hold: what they share is counted once (PSS of Linux, of which the sum is
 * what the machine lost), and as often as it is seen (RSS).
 */
export function processMegabytes(pids: readonly number[]): { pss: number; rss: number } {
  const sums = { pss: 0, rss: 0 };
  for (const pid of pids) {
    const text = readRollup(pid);
    sums.pss += kilobytes(text, 'Pss') / 1024;
    sums.rss += kilobytes(text, 'Rss') / 1024;
  }
  return sums;
}

/** Empty for a process that has gone. */
function readRollup(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  } catch {
    return '';
  }
}

function kilobytes(text: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0);
}
