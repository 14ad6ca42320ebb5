import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { decodeBoxes } from '../../../src/engine/png/boxes.ts';
import { createLoops } from '../../../src/engine/png/loops.ts';
import { fixtures } from '../../fixtures/cache.ts';
import { mutate } from '../../fuzz/mutate.ts';
import { reference } from './specimens.ts';

const mutants = 12_000;

test('what is drawn of a damaged file with checksums that fit, libpng draws, and just so', {
  timeout: 60_000,
}, async () => {
  const loops = createLoops();
  // Profiles are none of the decoder's business, but sharp minds them.
  const sources = (await fixtures()).filter(({ name, bytes }) => /\.png$/.test(name) && !isProfiled(bytes));
  let drawn = 0;
  for (let index = 0; index < mutants; index += 1) {
    const [source, other] = [sources[index % sources.length], sources[(index * 7 + 3) % sources.length]];
    if (source === undefined || other === undefined) throw new Error('no fixtures');
    const mutant = mutate(source.name, source.bytes, other.bytes, index);
    const bytes = withChecksums(mutant.bytes);
    const boxes = decodeBoxes(loops, bytes, { width: 1, height: 1 });
    if (boxes === null) continue;
    drawn += 1;
    const own = Uint8Array.from(boxes.pixels);
    const { pixels } = await reference(bytes);
    const isSame = own.length === pixels.length && own.every((value, at) => own[at | 3] === 0 || value === pixels[at]);
    expect(isSame, mutant.name).toBe(true);
  }
  expect(drawn).toBeGreaterThan(mutants / 500);
});

function isProfiled(bytes: Uint8Array): boolean {
  return Buffer.from(bytes).includes('iCCP');
}

function withChecksums(bytes: Uint8Array): Buffer {
  const file = Buffer.from(bytes);
  for (let at = 8; at + 12 <= file.length; ) {
    const end = at + 8 + file.readUInt32BE(at);
    if (end + 4 > file.length) break;
    file.writeUInt32BE(crc32(file.subarray(at + 4, end)), end);
    at = end + 4;
  }
  return file;
}
