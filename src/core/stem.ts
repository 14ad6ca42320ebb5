import { withoutExtension } from './extension.ts';

/**
 * UTF-8 bytes of a stem. File systems allow 255 for a whole name; the rest is left for `-12345`, the template, the
 * variant and the extension.
 */
export const stemLimitBytes = 120;

/** The name of a URL's picture: the last segment of its path, percent-decoded once; `''` if the path is empty. */
export function urlName(url: string): string {
  const path = url.replace(/^[a-z]+:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
  return lastSegment(decodePercent(lastSegment(path)));
}

/**
 * A safe stem from the name of a file or of a URL's picture, by this rule: without folders and without the extension of
 * a known kind; Unicode in NFC; invisible and control characters removed, what Windows forbids (`<>:"|?*`) replaced
 * by `-`, runs of blanks or of dots by one; no blank, dot, sign of a formula, of an option or of a home folder at the
 * start, no blank or dot at the end; `CON` and its like get `-image`; at most 120 bytes, cut between graphemes; `image`
 * if nothing is left.
 */
export function toStem(name: string): string {
  const clean = tidy(withoutExtension(cleanName(lastSegment(name))));
  return clean === '' ? 'image' : tidy(cutBytes(clean, stemLimitBytes));
}

/** Replaces or removes every character that is not safe in a file name; leaves the ends to `tidy`. */
export function cleanName(text: string): string {
  if (plain.test(text)) return text;
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\s\p{Z}]+/gu, ' ')
    .replace(invisible, '')
    .replace(/[<>:"/\\|?*]+/g, '-')
    .replace(/\.{2,}/g, '.');
}

/** Makes a cleaned name, or one put together from cleaned parts, safe as a whole. `''` if nothing is left. */
export function tidy(name: string): string {
  const trimmed = plain.test(name)
    ? name
    : name
        .normalize('NFC')
        .replace(unsafeStart, '')
        .replace(/[\s.]+$/, '');
  return trimmed.replace(reserved, '$1-image');
}

/**
 * Equal for two names that some file system takes for one: NFC and case folding as Unicode defines them, and characters
 * without a shape of their own ignored. `toLowerCase` first because `ẞ` has no upper case that folds.
 */
export function foldName(name: string): string {
  if (ascii.test(name)) return name.toLowerCase();
  return name
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFD')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .normalize('NFC');
}

const ascii = /^[ -~]*$/;

/** Needs no care but for the devices of Windows; most names are like this, and a job has tens of thousands. */
const plain = /^\w[\w-]*$/;

/**
 * Controls, what Unicode says to ignore (zero width, direction overrides, tags, fillers), and code points that will
 * never be characters. Kept are the joiners and variation selectors that emoji, Persian and Indic scripts are spelt with.
 */
const invisible =
  /(?!\u200c|\u200d|\ufe0e|\ufe0f)[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\ufff9-\ufffd]/gu;

/** `.` hides a file, `-` is an option, `~` a home folder, and a spreadsheet that opens the report runs the others. */
const unsafeStart = /^(?:[\s.\-~=+@'＝＋－＠]|\u200c|\u200d|\ufe0e|\ufe0f)+/;

/** Devices of Windows: it looks at what stands before the first dot, in any case, superscripts included. */
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)(?= *(?:\.|$))/i;

function lastSegment(path: string): string {
  return path.split(/[/\\]/).findLast((segment) => segment !== '') ?? '';
}

/** Decodes what can be decoded; a broken sequence stays as it is written. */
function decodePercent(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

const encoder = new TextEncoder();
const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** The longest beginning of whole graphemes that fits; of whole code points where even the first grapheme does not. */
function cutBytes(text: string, limitBytes: number): string {
  if (encoder.encode(text).length <= limitBytes) return text;
  // A character is at least a byte: what this slice cuts in two can no longer fit.
  const start = text.slice(0, limitBytes + 1);
  const graphemes = Array.from(segmenter.segment(start), ({ segment }) => segment);
  const whole = fitting(graphemes, limitBytes);
  return whole === '' ? fitting(Array.from(start), limitBytes) : whole;
}

function fitting(parts: readonly string[], limitBytes: number): string {
  let text = '';
  let byteLength = 0;
  for (const part of parts) {
    byteLength += encoder.encode(part).length;
    if (byteLength > limitBytes) break;
    text += part;
  }
  return text;
}
