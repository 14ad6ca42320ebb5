import { expect, test } from 'vitest';
import type { Failure } from '../../src/core/failure.ts';
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

function judge(head: Head, text = ''): Failure | null {
  return refuse({ bytes: Buffer.from(text), head }, defaultLimits);
}

test('a bomb is refused by its header', () => {
  expect(judge(head)).toEqual({
    code: 'too-many-pixels',
    pixels: 2_500_000_000,
    limitPixels: 300_000_000,
  });
});

test('what can be streamed may be larger than what must be held whole', () => {
  const large = { ...head, width: 20_000, height: 10_000 };
  expect(judge(large)).toBeNull();
  expect(judge({ ...large, kind: 'jpeg' })).toBeNull();
  const whole = { code: 'too-many-pixels', pixels: 200_000_000, limitPixels: 100_000_000 };
  expect(judge({ ...large, progressive: true })).toEqual(whole);
  expect(judge({ ...large, kind: 'webp' })).toEqual(whole);
});

test('the limit itself is allowed', () => {
  expect(judge({ ...head, kind: 'gif', width: 10_000, height: 10_000 })).toBeNull();
});

test('an SVG may be nested as deep as the limit, and other files hold what they like', () => {
  const svg: Head = { ...head, kind: 'svg', width: 96, height: 64 };
  const nest = (depth: number) => '<g>'.repeat(depth) + '</g>'.repeat(depth);
  expect(judge(svg, nest(100))).toBeNull();
  expect(judge(svg, nest(101))).toEqual({ code: 'too-deep', limit: 100 });
  expect(judge({ ...svg, kind: 'png' }, nest(101))).toBeNull();
});
