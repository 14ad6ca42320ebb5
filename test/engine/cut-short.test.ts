import sharp from 'sharp';
import { expect, test } from 'vitest';
import { isCutShort } from '../../src/engine/cut-short.ts';

const square = sharp({ create: { width: 40, height: 40, channels: 3, background: '#a53' } });

test.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)('%s: whole or not', async (kind) => {
  const whole = new Uint8Array(await square.clone().toFormat(kind).toBuffer());
  expect(isCutShort(whole, kind)).toBe(false);
  for (const part of [0.9, 0.5, 0.1]) {
    expect(isCutShort(whole.slice(0, Math.floor(whole.byteLength * part)), kind), `${part}`).toBe(true);
  }
});

test('nothing at all is too short for anything that has an end', () => {
  for (const kind of ['jpeg', 'png', 'webp', 'gif'] as const) expect(isCutShort(new Uint8Array(0), kind)).toBe(true);
});

test('what has no end is never too short', () => {
  expect(isCutShort(new Uint8Array(3), 'svg')).toBe(false);
});
