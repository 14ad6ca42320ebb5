import type { Sniffed } from '../core/head.ts';

const loadSniff = () => import('../core/sniff.ts');

/** Loads what is needed to judge, which is readers of eleven formats: once there is a list, and not with the page. */
export function prepareToJudge(): void {
  // Whoever needs it asks again, and hears why it cannot be had.
  loadSniff().catch(() => {});
}

/** What these bytes are, by their header. */
export async function judge(bytes: Uint8Array): Promise<Sniffed> {
  const { sniff } = await loadSniff();
  return sniff(bytes);
}
