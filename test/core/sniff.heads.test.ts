import { describe, expect, test } from 'vitest';
import type { Head } from '../../src/core/head.ts';
import { sniff } from '../../src/core/sniff.ts';
import { toBox } from '../fixtures/bytes/boxes.ts';
import { toFullExif, toOrientationExif } from '../fixtures/bytes/exif.ts';
import { toGifOfFrames } from '../fixtures/bytes/gif.ts';
import { adobeRgb, toMatrixProfile } from '../fixtures/bytes/icc.ts';
import { toExifSegment, toIccSegments, toSegment, withSegments } from '../fixtures/bytes/jpeg.ts';
import { toChunk, toPng } from '../fixtures/bytes/png.ts';
import { type Field, toTiff } from '../fixtures/bytes/tiff.ts';
import { hues } from '../fixtures/raster.ts';

/** The head of a picture; a test that gives no picture fails with what was found. */
function head(bytes: Uint8Array): Head {
  const sniffed = sniff(bytes);
  if (sniffed.is !== 'image') throw new Error(JSON.stringify(sniffed));
  return sniffed.head;
}

function hex(text: string): Buffer {
  return Buffer.from(text.replaceAll(' ', ''), 'hex');
}

describe('JPEG', () => {
  /** Start, frame of 640 × 480 with so many components, scan. */
  const jpeg = (sof: number, components: number) =>
    Buffer.concat([
      hex('ffd8'),
      toSegment(
        sof,
        Buffer.from([8, 480 >> 8, 480 & 255, 640 >> 8, 640 & 255, components, ...Array(components * 3).fill(1)]),
      ),
      toSegment(0xda, Buffer.alloc(6)),
    ]);
  const baseline = jpeg(0xc0, 3);

  test('frames: baseline, extended, progressive, arithmetic', () => {
    expect(head(baseline)).toMatchObject({ kind: 'jpeg', width: 640, height: 480, progressive: false, depth: 8 });
    const progressive = [0xc0, 0xc1, 0xc2, 0xc9, 0xca].filter((sof) => head(jpeg(sof, 3)).progressive);
    expect(progressive).toEqual([0xc2, 0xca]);
  });

  test('tables that look like frames (C4, C8, CC) are none', () => {
    const tables = [0xc4, 0xc8, 0xcc].map((code) => toSegment(code, Buffer.alloc(20, 9)));
    expect(head(withSegments(baseline, ...tables))).toMatchObject({ width: 640, height: 480 });
  });

  test('colours by components and by Adobe’s marker, which may stand behind the frame', () => {
    expect(head(jpeg(0xc0, 1)).colour).toBe('grey');
    expect(head(jpeg(0xc0, 4)).colour).toBe('cmyk');
    const adobe = toSegment(0xee, Buffer.from('Adobe\0\x64\0\0\0\0\x02', 'latin1'));
    expect(head(withSegments(jpeg(0xc0, 4), adobe)).colour).toBe('ycck');
    const scanAt = jpeg(0xc0, 4).indexOf(hex('ffda'));
    const behind = Buffer.concat([jpeg(0xc0, 4).subarray(0, scanAt), adobe, jpeg(0xc0, 4).subarray(scanAt)]);
    expect(head(behind).colour).toBe('ycck');
  });

  test('the thumbnail in EXIF gives neither size nor orientation', () => {
    const thumbnail = withSegments(jpeg(0xc2, 1), toExifSegment(toOrientationExif(3)));
    const exif = toFullExif({ description: 'a', gps: 'b', maker: 'c', thumbnail });
    expect(head(withSegments(baseline, toExifSegment(exif)))).toMatchObject({
      width: 640,
      orientation: 1,
      colour: 'rgb',
    });
  });

  test('orientation in either byte order', () => {
    for (const order of ['II', 'MM'] as const) {
      expect(head(withSegments(baseline, toExifSegment(toOrientationExif(7, order)))).orientation).toBe(7);
    }
  });

  test.each([
    ['0', toOrientationExif(0)],
    ['9', toOrientationExif(9)],
    ['no EXIF at all', Buffer.from('nonsense')],
    ['a directory beyond the end', hex('4d4d002a ffffffff')],
    ['a directory cut in its first field', toOrientationExif(6).subarray(0, 18)],
    ['a directory at 0', hex('49492a00 00000000')],
  ])('an orientation that cannot be is upright: %s', (_, block) => {
    expect(head(withSegments(baseline, toExifSegment(block)))).toMatchObject({ orientation: 1, width: 640 });
  });

  test('an orientation is read from a directory that claims more fields than it has', () => {
    const block = toOrientationExif(6, 'MM');
    block.writeUInt16BE(500, 8);
    expect(head(withSegments(baseline, toExifSegment(block))).orientation).toBe(6);
  });

  test('fill bytes and garbage between segments are skipped', () => {
    const untidy = Buffer.concat([
      hex('ffd8 ffffffff'),
      toSegment(0xe0, Buffer.alloc(9)).subarray(1),
      hex('0000 12 ff00'),
      baseline.subarray(2),
    ]);
    expect(head(untidy)).toMatchObject({ width: 640, height: 480 });
  });

  test('profiles: sRGB by its name in versions 2 and 4, else other', () => {
    const profile = (name: string) => toIccSegments(toMatrixProfile({ ...adobeRgb, name }));
    expect(head(withSegments(baseline, ...profile('sRGB IEC61966-2.1'))).profile).toBe('srgb');
    expect(head(withSegments(baseline, ...profile('Adobe RGB (1998)'))).profile).toBe('other');
    expect(head(withSegments(baseline, ...profile('sRGB-elle-V2-g10.icc'))).profile).toBe('other');
    expect(head(withSegments(baseline, ...toIccSegments(toMultiLanguageProfile('sRGB built-in')))).profile).toBe(
      'srgb',
    );
    expect(head(withSegments(baseline, ...toIccSegments(toMultiLanguageProfile('Display P3')))).profile).toBe('other');
  });

  /** The least of a version 4 profile that has a description: header, one tag, one record in UTF-16. */
  function toMultiLanguageProfile(name: string): Buffer {
    const text = Buffer.from(name, 'utf16le').swap16();
    const tag = Buffer.concat([Buffer.from('mluc'), hex('00000000 00000001 0000000c 656e5553'), Buffer.alloc(8), text]);
    tag.writeUInt32BE(text.length, 20);
    tag.writeUInt32BE(28, 24);
    const entry = Buffer.concat([hex('00000001'), Buffer.from('desc'), Buffer.alloc(8)]);
    entry.writeUInt32BE(144, 8);
    entry.writeUInt32BE(tag.length, 12);
    return Buffer.concat([Buffer.alloc(128), entry, tag]);
  }
});

describe('PNG', () => {
  const png = (...before: Buffer[]) => head(toPng(hues(9, 5), { colour: 'rgb', depth: 8, before }));

  test('profiles: cICP over iCCP over sRGB', () => {
    const srgb = toChunk('sRGB', Buffer.from([0]));
    const icc = (name: string) => toChunk('iCCP', Buffer.from(`${name}\0\0deflated`));
    const cicp = (primaries: number, transfer: number) => toChunk('cICP', Buffer.from([primaries, transfer, 0, 1]));
    expect(png().profile).toBe('none');
    expect(png(srgb).profile).toBe('srgb');
    expect(png(icc('Photoshop ICC profile'), srgb).profile).toBe('other');
    expect(png(icc('sRGB IEC61966-2.1')).profile).toBe('srgb');
    expect(png(cicp(1, 13), icc('other')).profile).toBe('srgb');
    expect(png(cicp(9, 16), srgb).profile).toBe('other');
  });

  test('an orientation counts wherever it stands', () => {
    const exif = toChunk('eXIf', toOrientationExif(5));
    expect(png(exif).orientation).toBe(5);
    expect(head(toPng(hues(9, 5), { colour: 'rgb', depth: 8, after: [exif] })).orientation).toBe(5);
  });
});

describe('GIF', () => {
  test('the first frame enlarges a screen of 0 × 0', () => {
    const gif = toGifOfFrames(1);
    gif.writeUInt32LE(0, 6);
    expect(head(gif)).toMatchObject({ kind: 'gif', width: 1, height: 1, frames: 1, alpha: false });
  });

  test('a first frame that leaves some of the screen bare may be seen through', () => {
    const gif = toGifOfFrames(1);
    gif.writeUInt16LE(2, 6);
    expect(head(gif).alpha).toBe(true);
  });

  test('transparency of a later frame is none of the picture', () => {
    const gif = toGifOfFrames(2);
    const secondAt = gif.indexOf(0x21, 19 + 8);
    gif[secondAt + 3] = 0x05 | 1;
    gif[19 + 3] = 0x04;
    expect(head(gif)).toMatchObject({ alpha: false, frames: 2 });
    gif[19 + 3] = 0x05;
    expect(head(gif).alpha).toBe(true);
  });

  test('interlacing is told', () => {
    const gif = toGifOfFrames(1);
    const frameAt = gif.indexOf(0x2c, 19);
    gif[frameAt + 9] = 0x40;
    expect(head(gif).progressive).toBe(true);
  });
});

describe('TIFF', () => {
  const fields: Field[] = [
    [256, { short: [640] }],
    [257, { long: [480] }],
    [258, { short: [16, 16, 16, 16] }],
    [262, { short: [2] }],
    [274, { short: [6] }],
    [277, { short: [4] }],
    [338, { short: [2] }],
  ];

  test.each(['II', 'MM'] as const)('classic and Big, %s', (order) => {
    const expected = {
      kind: 'tiff',
      width: 640,
      height: 480,
      depth: 16,
      colour: 'rgb',
      orientation: 6,
      alpha: true,
      frames: 1,
    };
    for (const isBig of [false, true]) {
      expect(head(toTiff({ order, isBig, directories: [{ fields }] }))).toMatchObject(expected);
    }
  });

  test('pages', () => {
    expect(head(toTiff({ order: 'II', directories: [{ fields, next: 1 }, { fields }] })).frames).toBe(2);
  });

  test('a chain of directories that bites its tail', () => {
    expect(head(toTiff({ order: 'II', directories: [{ fields, next: 0 }] })).frames).toBe(2);
  });

  test('a camera’s name alone does not make it raw', () => {
    const scan: Field[] = [...fields.slice(0, 4), [271, { ascii: 'NIKON' }]];
    expect(head(toTiff({ order: 'II', directories: [{ fields: scan }] })).kind).toBe('tiff');
  });
});

describe('HEIF', () => {
  const u32 = (value: number) => hex(value.toString(16).padStart(8, '0'));
  const ispe = (width: number, height: number) => toBox('ispe', u32(0), u32(width), u32(height));
  const ftyp = (brands: string) => toBox('ftyp', Buffer.from(`${brands.slice(0, 4)}\0\0\0\0${brands}`, 'latin1'));

  /** A file of one or more items: each a list of properties, by number from 1. The primary is item `primary`. */
  function heif(brands: string, properties: Buffer[], items: number[][], primary: number): Buffer {
    const entries = items.map((indices, nth) =>
      Buffer.from([0, nth + 1, indices.length, ...indices.map((index) => index | 0x80)]),
    );
    const iprp = toBox('iprp', toBox('ipco', ...properties), toBox('ipma', u32(0), u32(items.length), ...entries));
    return Buffer.concat([
      ftyp(brands),
      toBox('meta', u32(0), toBox('pitm', u32(0), hex('00'), Buffer.from([primary])), iprp),
    ]);
  }

  test('the primary item’s properties count, not the thumbnail’s', () => {
    const properties = [
      ispe(160, 120),
      ispe(4032, 3024),
      toBox('irot', Buffer.from([3])),
      toBox('hvcC', Buffer.alloc(23)),
    ];
    const file = heif(
      'heicmif1',
      properties,
      [
        [1, 4],
        [2, 3, 4],
      ],
      2,
    );
    expect(head(file)).toMatchObject({ kind: 'heic', width: 4032, height: 3024, orientation: 6 });
  });

  test('a file that only says mif1 is what its codec is', () => {
    const file = (codec: string) => heif('mif1', [ispe(40, 30), toBox(codec, Buffer.alloc(23))], [[1, 2]], 1);
    expect(head(file('av1C')).kind).toBe('avif');
    expect(head(file('hvcC')).kind).toBe('heic');
    expect(sniff(file('jpgC'))).toEqual({ is: 'unsupported', kind: 'HEIF image' });
  });

  test('transformations apply in the order in which they are listed', () => {
    const properties = [ispe(40, 30), toBox('irot', Buffer.from([1])), toBox('imir', Buffer.from([1]))];
    expect(head(heif('avif', properties, [[1, 2, 3]], 1)).orientation).toBe(7);
    expect(head(heif('avif', properties, [[1, 3, 2]], 1)).orientation).toBe(5);
  });

  test('depth, grey and colour', () => {
    const pixi = toBox('pixi', hex('00000000 01 0a'));
    const nclx = (primaries: number, transfer: number) =>
      toBox(
        'colr',
        Buffer.from(`nclx\0${String.fromCharCode(primaries)}\0${String.fromCharCode(transfer)}\0\x06\x80`, 'latin1'),
      );
    const file = (...more: Buffer[]) =>
      head(heif('avif', [ispe(40, 30), ...more], [[1, ...more.map((_, nth) => nth + 2)]], 1));
    expect(file(pixi, nclx(1, 13))).toMatchObject({ depth: 10, colour: 'grey', profile: 'srgb' });
    expect(file(nclx(9, 16)).profile).toBe('other');
    expect(file(nclx(2, 2)).profile).toBe('none');
    expect(file(toBox('av1C', hex('81 00 60 00')))).toMatchObject({ depth: 12, colour: 'rgb' });
  });

  test('an AVIF sequence moves, and may tell its size in the track alone', () => {
    const tkhd = Buffer.alloc(84);
    tkhd.writeUInt16BE(320, 76);
    tkhd.writeUInt16BE(200, 80);
    const sequence = Buffer.concat([ftyp('avismsf1'), toBox('moov', toBox('trak', toBox('tkhd', tkhd)))]);
    expect(head(sequence)).toMatchObject({ kind: 'avif', width: 320, height: 200, frames: 2 });
  });
});

describe('JPEG XL', () => {
  // The first bytes of files that libjxl wrote.
  const small = 'ff0a310700000000000000';
  const alpha = 'ff0aba21053b0100000000';
  const single = 'ff0a009001000000000000';

  test('bare: sizes spelt out, by ratio, in eighths', () => {
    expect(head(hex(small))).toMatchObject({ kind: 'jxl', width: 300, height: 200, alpha: false, depth: 8 });
    expect(head(hex(alpha))).toMatchObject({ width: 1920, height: 1080, alpha: true });
    expect(head(hex(single))).toMatchObject({ width: 1, height: 1 });
    expect(head(hex('ff0a4f0600000077000000'))).toMatchObject({ width: 64, height: 64 });
  });

  test('in a container, the codestream whole or in parts as short as four bytes', () => {
    const container = (...boxes: Buffer[]) =>
      Buffer.concat([hex('0000000c4a584c200d0a870a'), toBox('ftyp', Buffer.from('jxl \0\0\0\0jxl ')), ...boxes]);
    const stream = hex(small);
    expect(head(container(toBox('jxlc', stream)))).toMatchObject({ width: 300, height: 200 });
    const parts = [
      toBox('jxlp', hex('00000000'), stream.subarray(0, 4)),
      toBox('Exif'),
      toBox('jxlp', hex('80000001'), stream.subarray(4)),
    ];
    expect(head(container(...parts))).toMatchObject({ width: 300, height: 200 });
  });
});

describe('BMP and ICO', () => {
  const bmp = (rest: string) => Buffer.concat([Buffer.from('BM'), Buffer.alloc(12), hex(rest), Buffer.alloc(100)]);

  test('BMP: OS/2, Windows top-down, V5 with alpha', () => {
    expect(head(bmp('0c000000 4001 c800 0100 0800'))).toMatchObject({
      kind: 'bmp',
      width: 320,
      height: 200,
      colour: 'palette',
    });
    expect(head(bmp('28000000 40010000 38ffffff 0100 1800'))).toMatchObject({ width: 320, height: 200, colour: 'rgb' });
    const v5 = bmp('7c000000 01000000 01000000 0100 2000');
    v5.writeUInt32LE(0xff000000, 66);
    expect(head(v5)).toMatchObject({ alpha: true, profile: 'none' });
    v5.write('BGRs', 70);
    expect(head(v5).profile).toBe('srgb');
  });

  test('ICO and CUR: the largest entry, where 0 means 256', () => {
    const entries = '10100000 01002000 00000000 00000000  00000000 01002000 00000000 00000000';
    expect(head(hex(`0000 0100 0200 ${entries}`))).toMatchObject({ kind: 'ico', width: 256, height: 256 });
    expect(head(hex('0000 0200 0100 20200000 01000100 00000000 00000000'))).toMatchObject({ width: 32, height: 32 });
  });

  test('an icon cannot hide the size of the PNG that it holds', () => {
    const png = toPng(hues(300, 2), { colour: 'rgb', depth: 8 });
    const header = hex('0000 0100 0100 10100000 01002000 00000000 16000000');
    expect(head(Buffer.concat([header, png]))).toMatchObject({ width: 300, height: 2 });
  });
});

describe('WebP', () => {
  test('EXIF with JPEG’s mark before it', () => {
    const block = Buffer.concat([Buffer.from('Exif\0\0'), toOrientationExif(6)]);
    const size = (value: number) => Buffer.from([value, 0, 0, 0]);
    const body = Buffer.concat([
      Buffer.from('WEBPVP8X'),
      size(10),
      hex('08000000 0f0000 070000'),
      Buffer.from('EXIF'),
      size(block.length),
      block,
    ]);
    expect(head(Buffer.concat([Buffer.from('RIFF'), size(body.length), body]))).toMatchObject({
      width: 16,
      height: 8,
      orientation: 6,
    });
  });
});

describe('SVG', () => {
  const size = (attributes: string) => {
    const { width, height } = head(Buffer.from(`<svg ${attributes}/>`));
    return [width, height];
  };

  test.each([
    ['width="10" height="20.6"', [10, 21]],
    ["width='10px' height = '1in'", [10, 96]],
    ['width="1e2" height="2.54cm"', [100, 96]],
    ['viewBox="0 0 30 40"', [30, 40]],
    ['viewBox="-5,-5,30,40" width="60"', [60, 80]],
    ['viewBox="0 0 30 40" height="20"', [15, 20]],
    ['width="100%" height="100%" viewBox="0 0 3 4"', [3, 4]],
    ['width="100%" height="100%"', [0, 0]],
    ['width="&w;" height="-4"', [0, 0]],
    ['width="1e999" height="1"', [0, 1]],
    ['viewBox="0 0 0 4"', [0, 0]],
    ['viewBox="a b c d"', [0, 0]],
    ['title="width=&quot;5&quot;" width="0.2" height="2"', [1, 2]],
  ])('%s', (attributes, expected) => {
    expect(size(attributes)).toEqual(expected);
  });

  test('prefix, prolog, comments and document type', () => {
    const text =
      '<?xml version="1.0"?><!-- <svg width="1"> --><!DOCTYPE svg [<!ENTITY a "<svg>">]>\n<s:svg width="7" height="8">';
    expect(head(Buffer.from(text))).toMatchObject({ kind: 'svg', width: 7, height: 8, alpha: true });
  });

  test.each(['\uFEFF', ''])('UTF-16, with and without a mark', (mark) => {
    const little = Buffer.from(`${mark}<svg width="7" height="8"/>`, 'utf16le');
    expect(head(little)).toMatchObject({ width: 7, height: 8 });
    expect(head(Buffer.from(little).swap16())).toMatchObject({ width: 7, height: 8 });
  });
});
