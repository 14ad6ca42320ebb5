/**
 * A font whose letters are bars, about as wide and as high as those of Helvetica. No two machines have the same fonts,
 * and no two versions of a browser draw them alike: with this one every text takes the same room and leaves the same
 * ink everywhere. OpenType by the book (https://learn.microsoft.com/typography/opentype/spec/), as little as will do.
 */
export function createBarFont({ monospaced }: { monospaced: boolean }): ArrayBuffer {
  const advanceOf = (kind: number) => (monospaced ? 600 : (kinds[kind]?.advance ?? 0));
  const glyphs = kinds.map(({ height }, kind) => toGlyph(advanceOf(kind), height));
  const ends = glyphs.map((_, kind) => sum(glyphs.slice(0, kind + 1).map(({ length }) => length)));
  return toFile({
    'OS/2': [
      ...[u16(4), i16(556), u16(400), u16(5), u16(0), zeros(20), i16(0), zeros(10), zeros(16), text('BARS'), u16(0x40)],
      ...[u16(32), u16(0x2bff), i16(905), i16(-212), i16(0), u16(905), u16(212), zeros(8)],
      ...[i16(519), i16(716), u16(0), u16(32), u16(0)],
    ].flat(),
    cmap: [u16(0), u16(1), u16(3), u16(10), u32(12), ...toCharacterMap()].flat(),
    glyf: glyphs.flat(),
    head: [
      ...[u32(0x10000), u32(0x10000), u32(0), u32(0x5f0f3cf5), u16(3), u16(unitsPerEm), zeros(16)],
      ...[i16(0), i16(0), i16(1000), i16(716), u16(0), u16(8), i16(2), i16(1), i16(0)],
    ].flat(),
    hhea: [
      ...[u32(0x10000), i16(905), i16(-212), i16(0), u16(1000), i16(0), i16(0), i16(1000), i16(1), zeros(12)],
      ...[i16(0), u16(kinds.length)],
    ].flat(),
    hmtx: kinds.flatMap((_, kind) => [...u16(advanceOf(kind)), ...i16(0)]),
    loca: [0, ...ends].flatMap(u32),
    maxp: [u32(0x10000), u16(kinds.length), u16(4), u16(1), zeros(4), u16(2), zeros(16)].flat(),
    name: [u16(0), u16(0), u16(6)].flat(),
    post: [u32(0x30000), zeros(28)].flat(),
  });
}

const unitsPerEm = 1000;

/** Letters of one width and height share a bar; everything that is not listed takes the last kind but one. */
const kinds = [
  { advance: 556, height: 519, letters: '' },
  { advance: 278, height: 0, letters: ' \u00a0' },
  { advance: 250, height: 716, letters: "ijlftI.,:;'|!()[]·" },
  { advance: 860, height: 519, letters: 'mw…—→←' },
  { advance: 860, height: 716, letters: 'MW@%⌘' },
  { advance: 690, height: 716, letters: 'ABCDEFGHJKLNOPQRSTUVXYZÄÖÜ' },
  { advance: 556, height: 716, letters: '0123456789bdhkß/\\{}?&#$' },
  { advance: 540, height: 519, letters: 'acegnopqrsuvxyzäöü–×_-+=~<>' },
] as const;

const rest = kinds.length - 1;

/** One bar on the base line, with some air to its right; a space has none. */
function toGlyph(advance: number, height: number): number[] {
  if (height === 0) return [];
  const left = 40;
  const right = advance - 40;
  const outline = [i16(1), i16(left), i16(0), i16(right), i16(height), u16(3), u16(0), [1, 1, 1, 1]];
  const xs = [i16(left), i16(0), i16(right - left), i16(0)];
  const ys = [i16(0), i16(height), i16(0), i16(-height)];
  return padded([...outline, ...xs, ...ys].flat());
}

/** Format 12, one group per character: Latin, punctuation, arrows, signs. */
function toCharacterMap(): number[][] {
  const known = new Map(kinds.flatMap(({ letters }, kind) => [...letters].map((letter) => [letter, kind] as const)));
  const span = (from: number, to: number) => Array.from({ length: to - from }, (_, step) => from + step);
  const codes = [...span(0x20, 0x7f), ...span(0xa0, 0x180), ...span(0x2000, 0x2400)];
  const groups = codes.map((code) => [code, code, known.get(String.fromCodePoint(code)) ?? rest].flatMap(u32));
  return [u16(12), u16(0), u32(16 + 12 * groups.length), u32(0), u32(groups.length), ...groups];
}

/** Tables in order of their names, each on a boundary of four bytes, behind a directory. */
function toFile(tables: Record<string, number[]>): ArrayBuffer {
  const entries = Object.entries(tables);
  const power = 2 ** Math.floor(Math.log2(entries.length));
  const searching = [power * 16, Math.log2(power), (entries.length - power) * 16];
  const header = [u32(0x10000), u16(entries.length), ...searching.map(u16)].flat();
  let offset = header.length + 16 * entries.length;
  const directory = entries.flatMap(([name, content]) => {
    const entry = [text(name), u32(checksumOf(content)), u32(offset), u32(content.length)].flat();
    offset += padded(content).length;
    return entry;
  });
  return Uint8Array.from([...header, ...directory, ...entries.flatMap(([, content]) => padded(content))]).buffer;
}

function checksumOf(content: number[]): number {
  const view = new DataView(Uint8Array.from(padded(content)).buffer);
  let total = 0;
  for (let at = 0; at < view.byteLength; at += 4) total = (total + view.getUint32(at)) >>> 0;
  return total;
}

const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0);
const zeros = (length: number) => new Array<number>(length).fill(0);
const padded = (bytes: number[]) => [...bytes, ...zeros((4 - (bytes.length % 4)) % 4)];
const u16 = (value: number) => [(value >> 8) & 255, value & 255];
const i16 = u16;
const u32 = (value: number) => [...u16(value >>> 16), ...u16(value & 0xffff)];
const text = (characters: string) => [...characters].map((character) => character.charCodeAt(0));
