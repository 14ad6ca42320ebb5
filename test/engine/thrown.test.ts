import { expect, test } from 'vitest';
import { Declined } from '../../src/engine/decoders/decoder.ts';
import { toFailure } from '../../src/engine/thrown.ts';

const soundPng = new TextEncoder().encode('…IEND');
const png = { kind: 'png' } as const;

/** What Emscripten throws has the shape, but not the class, of an `Error`. */
function vipsError(log: string) {
  return { message: ['vips::Error', log] };
}

test('a refusal of libvips is a corrupt file, told by the last line of its log', () => {
  const thrown = vipsError('unable to copy to memory\nvipspng: libpng error: bad adaptive filter value\n');
  expect(toFailure(thrown, png, soundPng)).toEqual({
    code: 'corrupt',
    kind: 'png',
    detail: 'vipspng: libpng error: bad adaptive filter value',
  });
});

test.each([
  ['VipsJpeg: premature end of JPEG image'],
  ['gifload_buffer: Unexpected end of GIF source data'],
  ['heif: Invalid input: Unexpected end of file: Extent in iloc box\n (2.100)'],
])('"%s" is a truncated file', (log) => {
  expect(toFailure(vipsError(log), png, soundPng)).toEqual({ code: 'truncated' });
});

test('a file without its end is truncated, whatever the decoder says', () => {
  const cut = new TextEncoder().encode('…IDA');
  expect(toFailure(new Error('could not be decoded'), png, cut)).toEqual({ code: 'truncated' });
});

test('a decoder that only does not take a file says nothing about its end: the next one is asked', () => {
  const cut = new TextEncoder().encode('…IDA');
  expect(toFailure(new Declined('not mine'), png, cut)).toMatchObject({ code: 'corrupt', kind: 'png' });
});

test.each([
  [new WebAssembly.RuntimeError('memory access out of bounds'), 'memory access out of bounds'],
  [new RangeError('Maximum call stack size exceeded'), 'Maximum call stack size exceeded'],
  [Object.assign(new Error('too much recursion'), { name: 'InternalError' }), 'too much recursion'],
])('%o is a trap: the engine is lost', (thrown, reason) => {
  expect(toFailure(thrown, png, soundPng)).toEqual({ code: 'engine-lost', reason });
});

test('a log without end does not get into the report', () => {
  const failure = toFailure(vipsError('x'.repeat(10_000)), png, soundPng);
  expect(failure).toMatchObject({ code: 'corrupt', detail: 'x'.repeat(200) });
});
