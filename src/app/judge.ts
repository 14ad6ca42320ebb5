import type { Sniffed } from '../core/head.ts';

/** What these bytes are, by their header. The readers of eleven formats are loaded with the first image, not with the page. */
export async function judge(bytes: Uint8Array): Promise<Sniffed> {
  const { sniff } = await import('../core/sniff.ts');
  return sniff(bytes);
}
