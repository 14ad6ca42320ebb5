import { constants, deflateRawSync, inflateRawSync, type ZlibOptions } from 'node:zlib';
import { expect, test } from 'vitest';
import { decodeBoxes } from '../../../src/engine/png/boxes.ts';
import { createLoops } from '../../../src/engine/png/loops.ts';
import { createRandom } from '../../photos/random.ts';
import { type Specimen, toFile } from './specimens.ts';

const loops = createLoops();
const streams = 1200;
const shape = { width: 120, height: 30, colour: 'grey', depth: 8 } as const;

/** Grey rows of some repetition, some noise, and the filters that they are stored with. */
function rowsOf(random: () => number): Uint8Array {
  const rows = new Uint8Array(shape.width * shape.height);
  for (let at = 0; at < rows.length; at += 1) {
    const isRepeated = at > 200 && random() < 0.9;
    rows[at] = isRepeated ? (rows[at - 100] ?? 0) : Math.floor(random() * 60);
  }
  return rows;
}

const strategies: ZlibOptions[] = [{ level: 9 }, { level: 1 }, { strategy: constants.Z_FIXED }, { level: 0 }];

/** What zlib says: the inflated bytes, if it takes all of the stream and finds nothing wrong. */
function judge(stream: Uint8Array): Buffer | null {
  try {
    const { buffer, engine } = inflateRawSync(stream, { info: true }) as unknown as Told;
    return engine.bytesWritten === stream.length ? buffer : null;
  } catch {
    return null;
  }
}

interface Told {
  buffer: Buffer;
  engine: { bytesWritten: number };
}

/** With a header and a checksum that fit, so that nothing but the stream itself can be wrong. */
function wrap(stream: Uint8Array, inflated: Uint8Array): Buffer {
  let [low, high] = [1, 0];
  for (const byte of inflated) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  return Buffer.concat([Buffer.of(0x78, 0x9c), stream, Buffer.of(high >> 8, high, low >> 8, low)]);
}

/** The rows of a file of greys without a filter. */
function greysOf(inflated: Buffer): Uint8Array {
  return inflated.filter((_, at) => at % (shape.width + 1) !== 0);
}

test('of damaged streams those are inflated that zlib inflates, and to the same bytes', { timeout: 60_000 }, () => {
  const found = { same: 0, refused: 0 };
  for (let seed = 0; seed < streams; seed += 1) {
    const random = createRandom(seed);
    const specimen: Specimen = { ...shape, rows: rowsOf(random) };
    let inflated: Buffer | null = null;
    const spoil = () => {
      const filtered = Buffer.alloc((shape.width + 1) * shape.height);
      for (let y = 0; y < shape.height; y += 1) {
        filtered.set(specimen.rows.subarray(y * shape.width, (y + 1) * shape.width), y * (shape.width + 1) + 1);
      }
      const stream = deflateRawSync(filtered, strategies[seed % strategies.length]);
      // Most of what can be wrong with a stream is wrong at its beginning, where the codes are told.
      const within = random() < 0.5 ? Math.min(80, stream.length) : stream.length;
      for (let flips = seed % 4; flips > 0; flips -= 1) {
        const at = Math.floor(random() * within);
        stream[at] = (stream[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      }
      inflated = judge(stream);
      return wrap(stream, inflated ?? filtered);
    };
    const boxes = decodeBoxes(loops, toFile({ ...specimen, spoil }), { width: 1, height: 1 });
    const expected = inflated as Buffer | null;
    const isPicture =
      expected?.length === (shape.width + 1) * shape.height &&
      expected.every((byte, at) => at % (shape.width + 1) !== 0 || byte === 0);
    if (expected === null || !isPicture) {
      if (expected === null) expect(boxes, `stream ${seed}`).toBeNull();
      found.refused += 1;
      continue;
    }
    const greys = (boxes?.pixels ?? new Uint8Array()).filter((_, at) => at % 4 === 0);
    expect(Buffer.from(greys).equals(greysOf(expected)), `stream ${seed}`).toBe(true);
    found.same += 1;
  }
  expect(found.same).toBeGreaterThan(streams / 5);
  expect(found.refused).toBeGreaterThan(streams / 5);
});
