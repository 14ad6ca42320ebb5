const sign = { less: 0x3c, greater: 0x3e, slash: 0x2f, bang: 0x21, question: 0x3f, double: 0x22, single: 0x27 };

/**
 * Whether elements of this XML stand more than so many deep within each other. One pass that keeps nothing: whoever reads
 * a document in earnest calls itself for each of them, and where its stack ends is found out only there. What is no XML
 * ends this pass as it ends a parser. UTF-8, which is all that resvg reads.
 */
export function isNestedDeeper(xml: Uint8Array, limit: number): boolean {
  let depth = 0;
  let at = xml.indexOf(sign.less);
  while (at >= 0 && depth <= limit) {
    const next = xml[at + 1];
    if (next === sign.slash) {
      depth -= 1;
      at += 2;
    } else if (next === sign.question) {
      at = skip(xml, at + 2, '?>');
    } else if (next !== sign.bang) {
      at = findTagEnd(xml, at + 1);
      if (xml[at] === sign.greater && xml[at - 1] !== sign.slash) depth += 1;
    } else if (startsWith(xml, at, '<!--')) {
      at = skip(xml, at + 4, '-->');
    } else if (startsWith(xml, at, '<![CDATA[')) {
      at = skip(xml, at + 9, ']]>');
    } else if (startsWith(xml, at, '<!ENTITY')) {
      const from = findQuote(xml, at);
      const to = findByte(xml, xml[from] ?? 0, from + 1);
      // An entity may stand at any depth and within any other, but never within itself: all that they open counts on top.
      depth += countTags(xml.subarray(from, to));
      at = to;
    } else {
      at += 2;
    }
    at = xml.indexOf(sign.less, at);
  }
  return depth > limit;
}

/** Where the tag ends; its attributes may contain the sign that ends it. */
function findTagEnd(xml: Uint8Array, from: number): number {
  let at = from;
  while (at < xml.length && xml[at] !== sign.greater) {
    at = isQuote(xml[at]) ? findByte(xml, xml[at] ?? 0, at + 1) + 1 : at + 1;
  }
  return at;
}

function findQuote(xml: Uint8Array, from: number): number {
  let at = from;
  while (at < xml.length && !isQuote(xml[at])) at += 1;
  return at;
}

function isQuote(byte: number | undefined): boolean {
  return byte === sign.double || byte === sign.single;
}

function countTags(xml: Uint8Array): number {
  return xml.reduce((count, byte, at) => (byte === sign.less && xml[at + 1] !== sign.slash ? count + 1 : count), 0);
}

/** Behind the next `mark`; the end, if there is none. */
function skip(xml: Uint8Array, from: number, mark: string): number {
  const last = mark.charCodeAt(mark.length - 1);
  let at = findByte(xml, last, from + mark.length - 1);
  while (at < xml.length && !startsWith(xml, at + 1 - mark.length, mark)) at = findByte(xml, last, at + 1);
  return at;
}

function findByte(xml: Uint8Array, byte: number, from: number): number {
  const at = xml.indexOf(byte, from);
  return at < 0 ? xml.length : at;
}

function startsWith(xml: Uint8Array, at: number, mark: string): boolean {
  for (let index = 0; index < mark.length; index += 1) if (xml[at + index] !== mark.charCodeAt(index)) return false;
  return true;
}
