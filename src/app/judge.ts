import type { Sniffed } from '../core/head.ts';

/** Once it is there it is called at once: `import()` answers in a task of its own every time, 30 ms on a busy page. */
let sniff: ((bytes: Uint8Array) => Sniffed) | null = null;

async function loadSniff() {
  ({ sniff } = await import('../core/sniff.ts'));
  return sniff;
}

/** Loads what is needed to judge, which is readers of eleven formats: once there is a list, and not with the page. */
export function prepareToJudge(): void {
  // Whoever needs it asks again, and hears why it cannot be had.
  loadSniff().catch(() => {});
}

/** What these bytes are, by their header. */
export async function judge(bytes: Uint8Array): Promise<Sniffed> {
  return (sniff ?? (await loadSniff()))(bytes);
}
