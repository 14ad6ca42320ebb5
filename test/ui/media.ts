import { cdp } from 'vitest/browser';

/** What the system asks of pages; the empty word is its own wish. */
export function prefer(feature: 'prefers-color-scheme' | 'prefers-reduced-motion' | 'forced-colors', value: string) {
  return cdp().send('Emulation.setEmulatedMedia', { features: [{ name: feature, value }] });
}
