import { cdp } from 'vitest/browser';

type Feature = 'prefers-color-scheme' | 'prefers-reduced-motion' | 'forced-colors';

/** What the system asks of pages; the empty word is its own wish. */
export async function prefer(feature: Feature, value: string): Promise<void> {
  await cdp().send('Emulation.setEmulatedMedia', { features: [{ name: feature, value }] });
}
