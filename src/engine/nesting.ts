const [less, greater, slash, bang, question, quote, apostrophe] = Array.from('<>/!?"\'', codeOf) as [
  ...[number, number, number, number, number, number, number],
];

function codeOf(sign: string): number {
  return sign.charCodeAt(0);
}

/** What may hold tags that are none, and how it ends. */
const asides = [
  { start: codesOf('<!--'), end: codesOf('-->') },
  { start: codesOf('<![CDATA['), end: codesOf(']]>') },
  { start: codesOf('<?'), end: codesOf('?>') },
];

function codesOf(text: string): readonly number[] {
  return Array.from(text, codeOf);
}

/**
 * Whether elements stand deeper within each other than so many, in XML that need not be sound. One pass over its bytes,
 * without recursion: whoever asks is afraid for the stack of the parser that comes after.
 */
export function isNestedDeeper(xml: Uint8Array, limit: number): boolean {
  let depth = 0;
  for (let at = xml.indexOf(less); at >= 0; at = xml.indexOf(less, at + 1)) {
    const next = xml[at + 1];
    if (next === slash) depth -= 1;
    else if (next === bang || next === question) at = skipAside(xml, at);
    else {
      at = endOfTag(xml, at);
      if (xml[at - 1] !== slash) depth += 1;
      if (depth > limit) return true;
    }
  }
  return false;
}

/** The last byte of a comment and its like; `at` for a declaration, in which elements may stand. */
function skipAside(xml: Uint8Array, at: number): number {
  const aside = asides.find(({ start }) => standsAt(xml, start, at));
  if (aside === undefined) return at;
  const { start, end } = aside;
  const [first = 0] = end;
  let found = xml.indexOf(first, at + start.length);
  while (found >= 0 && !standsAt(xml, end, found)) found = xml.indexOf(first, found + 1);
  return found < 0 ? xml.length : found + end.length - 1;
}

function standsAt(xml: Uint8Array, codes: readonly number[], at: number): boolean {
  return codes.every((code, offset) => xml[at + offset] === code);
}

/** Where the `>` of the tag stands that begins at `at`: one in an attribute does not end it. */
function endOfTag(xml: Uint8Array, at: number): number {
  let end = at + 1;
  while (end < xml.length && xml[end] !== greater) {
    const code = xml[end] as number;
    const closing = code === quote || code === apostrophe ? xml.indexOf(code, end + 1) : end;
    if (closing < 0) return xml.length;
    end = closing + 1;
  }
  return end;
}
