import { hasImageExtension } from './extension.ts';

/** What may stand between the cells of a row or between two URLs, besides blanks. */
export type Delimiter = ',' | ';' | '\t' | '|';

/** A piece of a line that wants to be a URL: `line.slice(from, to)`. */
export interface Token {
  from: number;
  to: number;
  /** What the piece says once its dressing (HTML entities, a missing scheme) is gone; not yet checked. */
  url: string;
  /** Whether `https:` was put before it. */
  assumed: boolean;
}

export interface Scan {
  tokens: Token[];
  /** Whether words stand beside the tokens: a row with other cells, prose, or markup. */
  others: boolean;
}

/** Characters of one URL. Servers refuse longer ones (8 KB of request line is the usual bound), and nobody can read them. */
export const urlLimit = 8192;

/** Blanks, and the invisible characters that come along when text is copied from a page. */
const blanks = '\\s\\x00-\\x1f\\x7f-\\x9f\\u200b\\u2060';
const cellBorder = new RegExp(`[${blanks}"'<,;|]`);
/** Where a URL may end. Typographic double quotes never stand raw in one; the other marks are judged one by one. */
const ends = `${blanks}"<>“”„«»,;|'\`()[\\]‘’`;
const stop = new RegExp(`[${ends}]`, 'g');
const marks = new Set([',', ';', '|', "'", '`', '(', ')', '[', ']', '‘', '’']);

/**
 * How a URL begins: a scheme and `//`, or `//host/` where nothing else can be meant. The schemes that go without `//`
 * are listed, or every `note:` would look like one.
 */
const beginning = new RegExp(
  [
    String.raw`(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+.-]{1,30}:\/\/`,
    String.raw`(?<![A-Za-z0-9])(?:(?:blob|file|javascript|mailto):(?=\S)|data:(?=[a-z]+\/[a-z]))`,
    String.raw`(?<![^\s"'(,;|])\/\/(?=[^\s!-/:-@[-\x60{-~][^/${ends}]*\/\S)`,
  ].join('|'),
  'g',
);
const beginningHere = new RegExp(beginning.source, 'y');

/** Left behind at the end by a row, or by the wrapping of a URL for right-to-left text. */
const trailing = /[,;|\u200c-\u200f\u202a-\u202e\u2066-\u2069]+$/;

/** What closes the mark that stands before a URL. `]` opens too: `[img]https://…[/img]`. */
const closers: Record<string, string> = { '(': ')', '[': ']', ']': '[', "'": "'", '`': '`', '‘': '’' };

const plainLine = new RegExp(`^https?://[^${ends}\\u200c-\\u200f\\u202a-\\u202e\\u2066-\\u2069]+$`);
const word = new RegExp(`[^${ends}]+`, 'g');
const bare = /^(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?::\d+)?(?:\/[^?#]*)?/u;

/** Finds everything in a line that looks like a URL. `delimiter`: what the list's header says separates the cells. */
export function scanLine(line: string, delimiter: Delimiter | null): Scan {
  if (plainLine.test(line)) {
    return { tokens: [{ from: 0, to: line.length, url: line, assumed: false }], others: false };
  }
  const scan: Scan = { tokens: [], others: false };
  let from = 0;
  while (from < line.length) {
    beginning.lastIndex = from;
    const start = beginning.exec(line)?.index ?? line.length;
    scanGap(line, from, start, scan);
    if (start === line.length) break;
    const token = readToken(line, start, delimiter ?? delimiterBefore(line, start, scan.others));
    scan.tokens.push(token);
    from = Math.max(token.to, start + 1);
  }
  return scan;
}

/** Looks for bare addresses between the URLs, and notes whether there are other words. */
function scanGap(line: string, from: number, to: number, scan: Scan): void {
  const gap = line.slice(from, to);
  if (!/[\p{L}\p{N}]/u.test(gap)) return;
  // Most gaps are cells of a row; taking each word by itself would be the slowest part of reading one.
  if (!(gap.includes('.') && gap.includes('/')) && !gap.includes('www.')) {
    scan.others = true;
    return;
  }
  for (const match of gap.matchAll(word)) {
    const [text] = match;
    const at = from + match.index;
    if (isAddress(text)) scan.tokens.push({ from: at, to: at + text.length, url: `https://${text}`, assumed: true });
    else if (/[\p{L}\p{N}]/u.test(text)) scan.others = true;
  }
}

/** `www.…`, or a host and a path that ends as a picture does. */
function isAddress(text: string): boolean {
  if (text.length > urlLimit) return false;
  const address = bare.exec(text)?.[0];
  if (address === undefined) return false;
  return text.startsWith('www.') || (address.includes('/') && hasImageExtension(address));
}

/** In `12,https://…` the comma separates cells, so the URL's own cell ends at the next one. */
function delimiterBefore(line: string, start: number, others: boolean): Delimiter | null {
  if (!others) return null;
  const before = line.slice(0, start).trimEnd().at(-1);
  return before === ',' || before === ';' || before === '|' ? before : null;
}

function readToken(line: string, start: number, delimiter: Delimiter | null): Token {
  const opener = line[start - 1] ?? '';
  const end = urlEnd(line, start, opener === '"' ? null : delimiter);
  if (opener === '"') {
    const close = quotedEnd(line, start, end);
    // The quotes belong to the token, so that it can be written down and read again.
    if (close !== null) return { from: start - 1, to: close + 1, url: line.slice(start, close), assumed: false };
  }
  const text = withoutTrail(line.slice(start, end));
  const isAttribute = line[start - 2] === '=' && (opener === '"' || opener === "'");
  const url = isAttribute ? text.replaceAll('&amp;', '&') : text;
  const assumed = url.startsWith('//');
  return { from: start, to: start + text.length, url: assumed ? `https:${url}` : url, assumed };
}

/** Leaves alone what is too long anyway: the search for the end of a run is quadratic in its length. */
function withoutTrail(text: string): string {
  return text.length > 2 * urlLimit ? text : text.replace(trailing, '');
}

/** Index after the last character of the URL that starts at `start`. */
function urlEnd(line: string, start: number, delimiter: Delimiter | null): number {
  const opener = line[start - 1] ?? '';
  const closer = closers[opener];
  const isData = line.startsWith('data:', start);
  let depth = 1;
  stop.lastIndex = start;
  for (let match = stop.exec(line); match !== null; match = stop.exec(line)) {
    const mark = match[0];
    const at = match.index;
    if (!marks.has(mark)) return at;
    if (mark === closer) {
      depth -= 1;
      if (depth === 0) return at;
    } else if (mark === opener && (mark === '(' || mark === '[')) {
      depth += 1;
    } else if (!isData && at - start <= urlLimit && (mark === ',' || mark === ';' || mark === '|')) {
      if (mark === delimiter || endsAtMark(line, start, at)) return at;
    }
  }
  return line.length;
}

/**
 * Commas and semicolons are legal in URLs (`…/w_200,h_200/cat.jpg`), so one of them ends a URL only where something
 * speaks for it: the line's end, a blank, a quote, another such mark or another URL follows, or the URL so far names a
 * picture already.
 */
function endsAtMark(line: string, start: number, at: number): boolean {
  const next = line[at + 1];
  if (next === undefined || cellBorder.test(next)) return true;
  if (hasImageExtension(line.slice(Math.max(start, at - 6), at))) return true;
  beginningHere.lastIndex = at + 1;
  return beginningHere.test(line);
}

/** Index of the closing quote when blanks inside the quotes belong to the URL: it becomes the name of a picture by them. */
function quotedEnd(line: string, start: number, end: number): number | null {
  if (line[end] !== ' ') return null;
  const close = line.indexOf('"', end);
  if (close < 0) return null;
  const rest = line.slice(end, close);
  const isWhole = !rest.includes('://') && !rest.includes(', ') && !hasImageExtension(line.slice(start, end));
  return isWhole && hasImageExtension(rest.split('?', 1)[0] ?? '') ? close : null;
}
