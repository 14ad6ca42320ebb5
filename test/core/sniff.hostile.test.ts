import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Sniffed } from '../../src/core/head.ts';
import { sniff } from '../../src/core/sniff.ts';
import { fixtures } from '../fixtures/cache.ts';

const pictures = (await fixtures()).filter(({ bytes }) => bytes.length > 0);

/** Headers stand at both ends (TIFF's directory, WebP's EXIF): what mutants are made of. */
const seeds = pictures.map(({ bytes }) =>
  bytes.length <= 2000 ? bytes : joined(bytes.slice(0, 1500), bytes.slice(-500)),
);

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  return Uint8Array.from([...one, ...other]);
}

/** A real file with some bytes changed, and perhaps an end. */
const mutant = fc
  .record({
    seed: fc.constantFrom(...seeds),
    changes: fc.array(
      fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1, 0x7f, 0x80, 0xfe, 0xff)),
      {
        maxLength: 12,
      },
    ),
    keep: fc.double({ min: 0, max: 1, noNaN: true }),
    isCut: fc.boolean(),
  })
  .map(({ seed, changes, keep, isCut }) => {
    const bytes = Uint8Array.from(seed);
    // Squared: most of what is read stands near the beginning.
    for (const [place, value] of changes) bytes[Math.floor(place * place * bytes.length)] = value;
    return isCut ? bytes.subarray(0, Math.ceil(keep * bytes.length)) : bytes;
  });

/** Every answer is complete and in range, whatever the bytes. */
function expectSound(sniffed: Sniffed): void {
  if (sniffed.is !== 'image') return;
  const { width, height, orientation, frames, depth } = sniffed.head;
  const isWhole = [width, height, depth].every((value) => Number.isSafeInteger(value) && value >= 0);
  const isSound =
    isWhole && [1, 2, 3, 4, 5, 6, 7, 8].includes(orientation) && Number.isSafeInteger(frames) && frames >= 1;
  if (!isSound) expect.fail(JSON.stringify(sniffed));
}

test('any bytes get a sound answer', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => expectSound(sniff(bytes))),
    { numRuns: 2000 },
  );
});

test('any damaged file gets a sound answer', () => {
  fc.assert(
    fc.property(mutant, (bytes) => expectSound(sniff(bytes))),
    { numRuns: 3000 },
  );
});

test('a file lying within a larger buffer is read as on its own', () => {
  fc.assert(
    fc.property(mutant, fc.nat(9), (bytes, offset) => {
      const buffer = new Uint8Array(bytes.length + 20).fill(0xff);
      buffer.set(bytes, offset);
      expect(sniff(buffer.subarray(offset, offset + bytes.length))).toEqual(sniff(Uint8Array.from(bytes)));
    }),
    { numRuns: 500 },
  );
});

test('a file cut anywhere keeps its kind, once the signature is there', () => {
  const longestSignature = 160;
  for (const { name, bytes, head } of pictures) {
    const whole = sniff(bytes);
    if (head === null || whole.is !== 'image') continue;
    for (let length = longestSignature; length < Math.min(bytes.length, 1000); length += 7) {
      const cut = sniff(bytes.subarray(0, length));
      const kind = cut.is === 'image' ? cut.head.kind : cut.is === 'truncated' ? cut.kind : JSON.stringify(cut);
      expect(kind, `${name} cut to ${length} bytes`).toBe(whole.head.kind);
    }
  }
});

describe('50 MB cost no more than a header', () => {
  const limitMs = 250;
  /** One for all, because most of the time would go into getting such memory. */
  const buffer = Buffer.alloc(50_000_000);

  function latin(text: string): Uint8Array {
    return Buffer.from(text, 'latin1');
  }

  /** After `start`, the same bytes over and over. */
  function filled(start: Uint8Array, unit: Uint8Array): Uint8Array {
    return buffer.fill(start, 0, start.length).fill(unit, start.length);
  }

  const gifStart = latin('GIF89a\x01\0\x01\0\0\0\0\x2c\0\0\0\0\x01\0\x01\0\0\x02');
  const hostile: [name: string, start: Uint8Array, unit: Uint8Array][] = [
    ['JPEG of fill bytes', latin('\xff\xd8'), latin('\xff')],
    ['JPEG of stuffed bytes', latin('\xff\xd8\xff'), latin('\0\xff')],
    ['JPEG of empty segments', latin('\xff\xd8'), latin('\xff\xe1\0\x02')],
    ['JPEG of nothing', latin('\xff\xd8\xff'), latin('\0')],
    [
      'PNG of empty chunks',
      latin('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\0\0\0\0'),
      latin('\0\0\0\0teXt\0\0\0\0'),
    ],
    ['GIF of one-byte blocks', gifStart, latin('\x01')],
    ['GIF of empty extensions', gifStart.subarray(0, 13), latin('\x21\xfe\0')],
    [
      'WebP of empty chunks',
      latin('RIFF\xff\xff\xff\xffWEBPVP8X\x0a\0\0\0\xff\0\0\0\0\0\0\0\0\0'),
      latin('ANMF\0\0\0\0'),
    ],
    ['AVIF of empty boxes', latin('\0\0\0\x10ftypavif\0\0\0\0'), latin('\0\0\0\x08free')],
    ['JPEG XL of empty boxes', latin('\0\0\0\x0cJXL \r\n\x87\n'), latin('\0\0\0\x08jxlp')],
    ['TIFF of directories', latin('MM\0*\0\0\0\x08\xff\xff'), latin('\x01\x4a\0\x04\xff\xff\xff\xff\0\0\0\x08')],
    ['ICO of entries', latin('\0\0\x01\0\xff\xff'), latin('\x10\x10\0\0\x01\0\x20\0\0\0\0\0\0\0\0\0')],
    ['text of blanks', latin(' '), latin(' ')],
    ['markup of comments', latin('<!---->'), latin('<!---->')],
    ['markup of open brackets', latin('<'), latin('<![')],
    ['SVG of attributes', latin('<svg '), latin('a="" ')],
    ['SVG of one name', latin('<svg '), latin('a')],
    ['SVG of one length', latin('<svg width="'), latin('1')],
    ['JSON', latin('['), latin('[')],
  ];

  test.each(hostile)('%s', (_, start, unit) => {
    const bytes = filled(start, unit);
    // Processor time of this process: other programs on the machine do not count.
    const before = process.cpuUsage();
    expectSound(sniff(bytes));
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(limitMs);
  });
});
