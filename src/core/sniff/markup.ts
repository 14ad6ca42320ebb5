import type { Reader } from './reader.ts';

/** The element that a document consists of. */
export interface Root {
  /** Without a namespace prefix, lower case. */
  name: string;
  attributes: ReadonlyMap<string, string>;
  /** Whether its tag ends; if not, the file is cut within it. */
  isComplete: boolean;
}

/** Licences and entity lists before the root have some kilobytes; nothing later matters here. */
const textBytes = 131_072;

/** The beginning of the file as text, by its byte-order mark or by where the zeros of the first `<` stand. */
export function decodeStart(file: Reader): string {
  const label = encoding(file);
  // A copy, because a decoder may not read shared memory.
  const text = new TextDecoder(label).decode(file.bytes.slice(0, textBytes));
  return text.replace(/^[\uFEFF\s]+/, '');
}

function encoding(file: Reader): string {
  const start = file.u16(0);
  if (start === 0xfffe || start === 0x3c00) return 'utf-16le';
  if (start === 0xfeff || start === 0x003c) return 'utf-16be';
  return 'utf-8';
}

/** The root element, after prolog, comments and document type; `null` if the text is no markup. Time is linear. */
export function readRoot(text: string): Root | null {
  let at = 0;
  while (text.startsWith('<', at)) {
    const end = skipBeforeRoot(text, at);
    if (end === at) return readTag(text, at + 1);
    if (end < 0) return null;
    at = end;
    while (/\s/.test(text.charAt(at))) at += 1;
  }
  return null;
}

/** Where the comment, instruction or document type at `at` ends; `at` if there is none, -1 if it has no end. */
function skipBeforeRoot(text: string, at: number): number {
  const skip = (mark: string, from: number) => {
    const found = text.indexOf(mark, from);
    return found < 0 ? -1 : found + mark.length;
  };
  if (text.startsWith('<!--', at)) return skip('-->', at + 4);
  if (text.startsWith('<?', at)) return skip('?>', at + 2);
  if (!text.startsWith('<!', at)) return at;
  // Entities declared in the document type stand in brackets, and may contain the sign that ends it.
  const end = skip('>', at);
  const bracket = text.slice(at, end < 0 ? undefined : end).indexOf('[');
  if (bracket < 0) return end;
  const subsetEnd = skip(']', at + bracket);
  return subsetEnd < 0 ? -1 : skip('>', subsetEnd);
}

function readTag(text: string, start: number): Root | null {
  const qualified = /^[a-z_][\w.-]*(?::[\w.-]+)?/i.exec(text.slice(start, start + 256))?.[0];
  // A name that ends with the file may have been cut.
  if (qualified === undefined || start + qualified.length === text.length) return null;
  const name = (qualified.split(':').at(-1) ?? '').toLowerCase();
  const attributes = new Map<string, string>();
  let nameAt = start + qualified.length;
  for (let at = nameAt; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === '>') return { name, attributes, isComplete: true };
    if (sign !== '"' && sign !== "'") continue;
    const end = text.indexOf(sign, at + 1);
    if (end < 0) break;
    attributes.set(text.slice(nameAt, at).replace('=', '').trim(), text.slice(at + 1, end));
    at = end;
    nameAt = end + 1;
  }
  return { name, attributes, isComplete: false };
}
