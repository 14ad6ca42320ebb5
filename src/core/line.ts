import { type Delimiter, scanLine, type Token, urlLimit } from './token.ts';

/** Why a piece of the list did not become an entry. */
export type RejectReason =
  | { code: 'not-a-url' }
  /** Looks like a URL, but cannot be read as one (no host, bad port, …). */
  | { code: 'malformed-url' }
  /** `scheme` in lower case, without the colon. */
  | { code: 'unsupported-scheme'; scheme: string }
  /** A path on the user's disk: the page cannot open it, the user can drop the file. */
  | { code: 'local-path' }
  /** Characters, and how many are allowed. */
  | { code: 'too-long'; length: number; limit: number };

/** What was changed about an entry that was taken all the same. */
export type RemarkCode = 'credentials-removed' | 'scheme-added' | 'blanks-encoded';

/** A URL ready to be fetched. */
export interface Address {
  /** Normalised; host in punycode, no credentials. */
  url: string;
  /** The URL without its fragment, which no server sees: equal keys are equal pictures. */
  key: string;
  /** With the port, if it is not the scheme's own. */
  host: string;
  remarks: readonly RemarkCode[];
}

/** Part of the line, as indexes and not as text: a kept slice would keep alive the whole list that it was cut from. */
interface Span {
  from: number;
  to: number;
}

export interface ParsedLine {
  entries: readonly (Address & Span)[];
  rejects: readonly (Span & { reason: RejectReason })[];
  /** Whether an entry stands among other cells. */
  row: boolean;
}

const nothing: ParsedLine = { entries: [], rejects: [], row: false };
const comment = /^[\s\u200b\u2060]*(?:#|$)/;
const localPath = /^["'\s]*(?:[a-z]:[\\/]|\\\\|\/(?!\/)|~\/|\.{1,2}[\\/])/i;

/**
 * Reads one line: a line of nothing but URLs yields all of them, a line with other cells the first one that can be
 * fetched, a blank line or comment nothing, and any other line one reject.
 */
export function parseLine(line: string, delimiter: Delimiter | null): ParsedLine {
  if (comment.test(line)) return nothing;
  const { tokens, others: isRow } = scanLine(line, delimiter);
  if (tokens.length === 0) return rejectLine(line, reasonFor(line));
  const readings = tokens.map(readAddress);
  if (isRow || readings.length === 1) {
    const first = readings.find((reading) => reading.ok) ?? readings[0];
    if (first?.ok) return { entries: [toEntry(first.value, 0, line.length)], rejects: [], row: isRow };
    return rejectLine(line, first?.reason ?? { code: 'not-a-url' });
  }
  const entries: (Address & Span)[] = [];
  const rejects: (Span & { reason: RejectReason })[] = [];
  for (const [index, { from, to }] of tokens.entries()) {
    const reading = readings[index];
    if (reading?.ok) entries.push(toEntry(reading.value, from, to));
    else if (reading) rejects.push({ from, to, reason: reading.reason });
  }
  return { entries, rejects, row: false };
}

/** Field by field: spreading objects took more than half of the time of reading a list. */
function toEntry({ url, key, host, remarks }: Address, from: number, to: number): Address & Span {
  return { url, key, host, remarks, from, to };
}

function rejectLine(line: string, reason: RejectReason): ParsedLine {
  return { entries: [], rejects: [{ from: 0, to: line.length, reason }], row: false };
}

function reasonFor(line: string): RejectReason {
  if (line.length > urlLimit) return { code: 'too-long', length: line.length, limit: urlLimit };
  return { code: localPath.test(line) ? 'local-path' : 'not-a-url' };
}

type Reading = { ok: true; value: Address } | { ok: false; reason: RejectReason };

function readAddress({ url: text, assumed }: Token): Reading {
  const scheme = text.slice(0, text.indexOf(':')).toLowerCase();
  if (scheme !== 'http' && scheme !== 'https') return { ok: false, reason: { code: 'unsupported-scheme', scheme } };
  if (text.length > urlLimit) {
    return { ok: false, reason: { code: 'too-long', length: text.length, limit: urlLimit } };
  }
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return { ok: false, reason: { code: 'malformed-url' } };
  }
  const remarks: RemarkCode[] = [];
  if (assumed) remarks.push('scheme-added');
  if (text.includes(' ')) remarks.push('blanks-encoded');
  if (url.username !== '' || url.password !== '') {
    url.username = '';
    url.password = '';
    remarks.push('credentials-removed');
  }
  const { href } = url;
  const hash = href.indexOf('#');
  return { ok: true, value: { url: href, key: hash < 0 ? href : href.slice(0, hash), host: url.host, remarks } };
}
