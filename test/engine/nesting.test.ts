import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isNestedDeeper } from '../../src/engine/nesting.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const isDeeper = (text: string, limit: number) => isNestedDeeper(bytesOf(text), limit);

test.each([
  ['elements', '<a><b><c></c></b></a>', 3],
  ['elements that are side by side', '<a><b></b><b></b><b></b></a>', 2],
  ['elements without content', '<a><b/><b x="1"/><b /></a>', 1],
  ['elements that begin and do not end', '<a><a><a', 3],
  ['tags in comments', '<a><!-- <b><b><b> > -> --><b></b></a>', 2],
  ['tags in character data', '<a><![CDATA[ <b><b><b> ]> ]]]><b></b></a>', 2],
  ['tags in instructions', '<?xml <b><b> ?><a></a>', 1],
  ['comments that do not end', '<a><!-- <b><b>', 1],
  ['signs in attributes', `<a x="<>/'>" y='/><b><b>"'><b></b></a>`, 2],
  ['attributes that do not end', '<a x="><b><b>', 1],
  ['declarations', '<!DOCTYPE a [<!ENTITY b "<b></b>">]><a>&b;</a>', 1],
  ['no markup', 'a < b', 1],
  ['nothing', '', 0],
])('%s', (_, text, depth) => {
  expect(isDeeper(text, depth)).toBe(false);
  if (depth > 0) expect(isDeeper(text, depth - 1)).toBe(true);
});

test('a million levels', () => {
  expect(isDeeper('<g>'.repeat(1_000_000), 999_999)).toBe(true);
  expect(isDeeper('<g></g>'.repeat(1_000_000), 1)).toBe(false);
});

test('time is linear, whatever does not end', () => {
  const starts = ['<', '<!', '<!--', '<![CDATA[', '<?', '<a "', "<a '", '-', ']', '?'];
  fc.assert(
    fc.property(fc.constantFrom(...starts), fc.constantFrom(...starts), (one, other) => {
      isDeeper((one + other).repeat(200_000), 1e9);
    }),
    { numRuns: 30 },
  );
}, 10_000);

test('any bytes', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void isNestedDeeper(bytes, 3)));
});
