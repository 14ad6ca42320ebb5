/** What the first bytes of a body are: a picture, something else by name, or too little to tell. */
export type Verdict = 'image' | 'unclear' | { found: string };

/**
 * Judges by bytes, never by header or file name. Not a parser: that the rest is a sound picture is the engine's
 * business; that a private page, a feed or a program does not come through is ours. `isAll` says that no more will
 * follow than these bytes.
 */
export function judge(head: Buffer, isAll: boolean): Verdict {
  if (head.length < signatureBytes && !isAll) return 'unclear';
  if (pictures.some((isPicture) => isPicture(head))) return 'image';
  for (const [start, found] of others) if (startsWith(head, start)) return { found };
  return judgeText(head, isAll);
}

/** Longest signature; every picture has more bytes than this. */
const signatureBytes = 32;

const startsWith = (head: Buffer, start: string, offset = 0) =>
  head.toString('latin1', offset, offset + start.length) === start;

/** Brands of ISO media files that hold pictures; the others are video (MIAF, HEIF and AVIF specifications). */
const pictureBrands = /^(avif|avis|heic|heix|heim|heis|hevc|hevx|mif1|msf1|miaf|jxl |crx )/;

const pictures: ((head: Buffer) => boolean)[] = [
  (head) => startsWith(head, '\xff\xd8\xff'),
  (head) => startsWith(head, '\x89PNG\r\n\x1a\n'),
  (head) => startsWith(head, 'GIF87a') || startsWith(head, 'GIF89a'),
  (head) => startsWith(head, 'RIFF') && startsWith(head, 'WEBP', 8),
  // TIFF and BigTIFF, either byte order; camera RAW files are TIFF too.
  (head) => startsWith(head, 'II*\0') || startsWith(head, 'MM\0*'),
  (head) => startsWith(head, 'II+\0') || startsWith(head, 'MM\0+'),
  (head) => startsWith(head, 'ftyp', 4) && pictureBrands.test(head.toString('latin1', 8, 12)),
  // JPEG XL, as codestream and in its box; JPEG 2000 has the same kind of box.
  (head) => startsWith(head, '\xff\x0a') || startsWith(head, '\0\0\0\x0cJXL \r\n\x87\n'),
  (head) => startsWith(head, '\0\0\0\x0cjP  \r\n\x87\n'),
  (head) => startsWith(head, '8BPS\0'),
  isBmp,
  isIco,
];

/** Two letters are no signature: the reserved fields and the size of the second header must fit as well. */
function isBmp(head: Buffer): boolean {
  return (
    startsWith(head, 'BM') &&
    head.length >= 18 &&
    head.readUInt32LE(6) === 0 &&
    [12, 16, 40, 52, 56, 64, 108, 124].includes(head.readUInt32LE(14))
  );
}

/** Icon or cursor with 1–255 pictures, the first of which has its reserved byte. */
function isIco(head: Buffer): boolean {
  const isDirectory = startsWith(head, '\0\0\x01\0') || startsWith(head, '\0\0\x02\0');
  return isDirectory && head.length >= 22 && head[4] !== 0 && head[5] === 0 && head[9] === 0;
}

const others: [start: string, found: string][] = [
  ['%PDF', 'PDF'],
  ['PK\x03\x04', 'ZIP'],
  ['PK\x05\x06', 'ZIP'],
  ['\x1f\x8b', 'gzip'],
  ['\x1a\x45\xdf\xa3', 'video'],
  ['OggS', 'audio'],
  ['ID3', 'audio'],
];

function judgeText(head: Buffer, isAll: boolean): Verdict {
  if (startsWith(head, 'ftyp', 4)) return { found: 'video' };
  const text = head.toString('utf8').replace(/^\uFEFF/, '');
  const start = text.trimStart().toLowerCase();
  if (start.startsWith('<')) return judgeMarkup(start, isAll);
  if (!isReadable(text)) return { found: 'unknown data' };
  if (start === '' && !isAll) return 'unclear';
  return { found: start.startsWith('{') || start.startsWith('[') ? 'JSON' : 'text' };
}

/** SVG may begin with a declaration, comments and a document type: what counts is which element comes first. */
function judgeMarkup(lower: string, isAll: boolean): Verdict {
  const element = /<(?![!?])(?:[\w.-]+:)?([\w.-]+)(?=[\s/>])/.exec(stripComments(lower))?.[1];
  if (element === 'svg') return 'image';
  if (element !== undefined) return { found: htmlElements.has(element) ? 'HTML' : 'XML' };
  if (/^<!doctype\s+html/.test(lower)) return { found: 'HTML' };
  if (!isAll) return 'unclear';
  return { found: lower.startsWith('<?xml') ? 'XML' : 'text' };
}

/** Without comments, the one that is still open included: markup in them is none. */
function stripComments(markup: string): string {
  let kept = '';
  for (let from = 0; ; ) {
    const begin = markup.indexOf('<!--', from);
    if (begin < 0) return kept + markup.slice(from);
    kept += markup.slice(from, begin);
    const end = markup.indexOf('-->', begin + 4);
    if (end < 0) return kept;
    from = end + 3;
  }
}

const htmlElements = new Set(
  'html head body title meta link script style base div span p a b i br h1 h2 h3 table ul ol form img iframe center'.split(
    ' ',
  ),
);

/** Text has no control characters but white space, and is nearly all valid UTF-8 (its end may be cut). */
function isReadable(text: string): boolean {
  let odd = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code === 0xfffd || (code < 32 && !/\s/.test(character))) odd += 1;
  }
  return odd <= text.length / 16;
}
