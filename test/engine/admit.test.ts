import { expect, test } from 'vitest';
import type { Head } from '../../src/core/head.ts';
import { defaultLimits } from '../../src/core/limits.ts';
import { refuse } from '../../src/engine/admit.ts';

const head: Head = {
  kind: 'png',
  width: 50_000,
  height: 50_000,
  orientation: 1,
  progressive: false,
  alpha: false,
  frames: 1,
  depth: 8,
  colour: 'rgb',
  profile: 'none',
};

test('a bomb is refused by its header', () => {
  expect(refuse(head, defaultLimits)).toEqual({
    code: 'too-many-pixels',
    pixels: 2_500_000_000,
    limitPixels: 300_000_000,
  });
});

test('what can be streamed may be larger than what must be held whole', () => {
  const large = { ...head, width: 20_000, height: 10_000 };
  expect(refuse(large, defaultLimits)).toBeNull();
  expect(refuse({ ...large, kind: 'jpeg' }, defaultLimits)).toBeNull();
  const whole = { code: 'too-many-pixels', pixels: 200_000_000, limitPixels: 100_000_000 };
  expect(refuse({ ...large, progressive: true }, defaultLimits)).toEqual(whole);
  expect(refuse({ ...large, kind: 'webp' }, defaultLimits)).toEqual(whole);
});

test('the limit itself is allowed', () => {
  expect(refuse({ ...head, kind: 'gif', width: 10_000, height: 10_000 }, defaultLimits)).toBeNull();
});
