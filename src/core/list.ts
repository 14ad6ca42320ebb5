import { type ParsedLine, parseLine, type RejectReason, type RemarkCode } from './line.ts';
import { finish, type Steps } from './steps.ts';
import type { Delimiter } from './token.ts';

/** One URL of the list. */
export interface Entry {
  /** From 1. */
  line: number;
  /** Normalised, without credentials. */
  url: string;
  /** Equal for two entries exactly when they ask for the same picture: the URL without its fragment. */
  key: string;
  /** With the port, if it is not the scheme's own. */
  host: string;
  /** As it was given: the whole line, or the URL alone where the line holds several. Written down, it is a list again. */
  text: string;
}

/** A piece of the list that did not become an entry. */
export interface Reject {
  line: number;
  /** As it was given, at most 200 characters. */
  text: string;
  reason: RejectReason;
}

/** A change that was made to an entry on the way in. */
export interface Remark {
  line: number;
  code: RemarkCode;
}

/** What was given, understood. */
export interface List {
  /** The first line, if it names the columns of a table instead of a picture. */
  header: string | null;
  entries: readonly Entry[];
  rejects: readonly Reject[];
  remarks: readonly Remark[];
  /** Lines up to the last one that is not blank; files are counted on from here. */
  lineCount: number;
}

const rejectTextLimit = 200;

/** The list in a text. For a text that changes, keep a reader from `createListReader`. */
export function parseList(text: string): List {
  return finish(createListReader()(text));
}

/**
 * A reader that remembers the text it read last, and reads anew only what lies between the first and the last line that
 * changed: a keystroke in a list of 10,000 lines costs one line. A step is a line. A reading that is ended early
 * (`return`) is remembered as far as it came; begin another only then.
 */
export function createListReader(): (text: string) => Steps<List> {
  let last: { lines: readonly string[]; parsed: readonly ParsedLine[]; delimiter: Delimiter | null } | null = null;

  return function* read(text) {
    const lines = splitLines(text);
    const head = headOf(lines);
    const delimiter = head.named ? head.delimiter : null;
    const known = last?.delimiter === delimiter ? last : { lines: [], parsed: [] };
    const { before, after } = unchanged(known.lines, lines);
    const parsed = known.parsed.slice(0, before);
    try {
      for (const line of lines.slice(before, lines.length - after)) {
        parsed.push(parseLine(line, delimiter));
        yield;
      }
      for (const line of known.parsed.slice(known.lines.length - after)) parsed.push(line);
    } finally {
      last = { lines: lines.slice(0, parsed.length), parsed, delimiter };
    }
    return assemble(lines, parsed, head);
  };
}

/** How many lines are the same at the beginning, and at the end of the rest. */
function unchanged(old: readonly string[], lines: readonly string[]): { before: number; after: number } {
  const shorter = Math.min(old.length, lines.length);
  let before = 0;
  while (before < shorter && old[before] === lines[before]) before += 1;
  let after = 0;
  while (after < shorter - before && old.at(-1 - after) === lines.at(-1 - after)) after += 1;
  return { before, after };
}

function splitLines(text: string): string[] {
  const body = text.startsWith('\ufeff') ? text.slice(1) : text;
  // Splitting at a string is several times faster, and what a textarea holds has no carriage returns.
  const lines = body.includes('\r') ? body.split(/\r\n|\n|\r/) : body.split('\n');
  while (lines.at(-1)?.trim() === '') lines.pop();
  return lines;
}

/** The first line that says anything, if it could be a header. */
interface Head {
  /** Index in the lines; -1 if the list begins with an entry, or is empty. */
  index: number;
  delimiter: Delimiter | null;
  /** Whether a cell is called as columns of image lists are; else only rows below can prove a header. */
  named: boolean;
}

function headOf(lines: readonly string[]): Head {
  for (const [index, line] of lines.entries()) {
    const { entries, rejects } = parseLine(line, null);
    if (entries.length === 0 && rejects.length === 0) continue;
    if (rejects.length !== 1 || rejects[0]?.reason.code !== 'not-a-url') break;
    const delimiter = delimiterOf(line);
    return { index, delimiter, named: line.split(delimiter ?? '\n').some(isColumnName) };
  }
  return { index: -1, delimiter: null, named: false };
}

/** What occurs most often in the line, if anything does. */
function delimiterOf(line: string): Delimiter | null {
  let best: Delimiter | null = null;
  let most = 1;
  for (const delimiter of ['\t', ',', ';', '|'] as const) {
    const count = line.split(delimiter).length;
    if (count > most) [best, most] = [delimiter, count];
  }
  return best;
}

const columnWord = /^(?:ur[li]s?|links?|href|src|image|images|img|imgs|picture|pictures|photo|photos|thumbnails?)$/;

/** `URL`, `Image link`, `image_url`, `mainImageUrl`; not a sentence with such a word in it. */
function isColumnName(cell: string): boolean {
  const name = cell.trim().replace(/^["']|["']$/g, '');
  if (name.split(' ').length > 2) return false;
  const words = name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').split(/[^\p{L}]+/u);
  return words.some((word) => columnWord.test(word.toLowerCase()));
}

function assemble(lines: readonly string[], parsed: readonly ParsedLine[], head: Head): List {
  const entries: Entry[] = [];
  const rejects: Reject[] = [];
  const remarks: Remark[] = [];
  let hasRows = false;
  for (const [index, { entries: found, rejects: refused, row }] of parsed.entries()) {
    const text = lines[index] ?? '';
    const line = index + 1;
    hasRows ||= row && head.delimiter !== null && text.includes(head.delimiter);
    for (const { url, key, host, from, to, remarks: codes } of found) {
      entries.push({ line, url, key, host, text: text.slice(from, to) });
      for (const code of codes) remarks.push({ line, code });
    }
    for (const { from, to, reason } of refused) rejects.push({ line, text: clip(text.slice(from, to)), reason });
  }
  const isTable = head.index >= 0 && entries.length > 0 && (head.named || hasRows);
  return {
    header: isTable ? (lines[head.index] ?? null) : null,
    entries,
    rejects: isTable ? rejects.slice(1) : rejects,
    remarks,
    lineCount: lines.length,
  };
}

function clip(text: string): string {
  return text.length > rejectTextLimit ? text.slice(0, rejectTextLimit).replace(/[\ud800-\udbff]$/, '') : text;
}

/** What the page says while the list is typed. */
export interface ListSummary {
  /** Everything that will get thumbnails, duplicates included: the run's total. */
  images: number;
  /** Entries whose picture was asked for by an earlier line: fetched once, but with output files of their own. */
  duplicates: number;
  rejected: number;
}

export function summarise(list: List, files: readonly unknown[]): ListSummary {
  const distinct = new Set(list.entries.map(({ key }) => key)).size;
  return {
    images: list.entries.length + files.length,
    duplicates: list.entries.length - distinct,
    rejected: list.rejects.length,
  };
}
