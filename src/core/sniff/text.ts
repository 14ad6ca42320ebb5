import { decodeStart, type Root, readRoot } from './markup.ts';
import { image, notAnImage, type Sniffer, truncated } from './sniffer.ts';
import { svgSize } from './svg.ts';

/** How much must look like text before the whole is taken for it. */
const sampleLength = 1024;

const htmlRoots =
  'html head body title meta link script style base div p span a b h1 h2 h3 table br hr center font iframe';
const htmlNames = new Set(htmlRoots.split(' '));

/** Everything that is text: SVG, which is a picture, and what servers send in place of one. */
export const sniffText: Sniffer = (file) => {
  const text = decodeStart(file);
  const root = readRoot(text);
  if (root?.name === 'svg') return sniffSvg(root);
  if (root === null && isSvgType(text)) return truncated('svg');
  if (isHtml(text, root)) return notAnImage('HTML');
  if (!isReadable(text.slice(0, sampleLength))) return null;
  if (root !== null || text.startsWith('<?xml')) return notAnImage('XML');
  return notAnImage(isJson(text) ? 'JSON' : 'plain text');
};

function sniffSvg(root: Root): ReturnType<Sniffer> {
  if (!root.isComplete) return truncated('svg');
  return image({ kind: 'svg', ...svgSize(root.attributes), alpha: true });
}

/** A document type that announces an SVG, whose root was cut off. */
function isSvgType(text: string): boolean {
  return text.startsWith('<') && /<!doctype\s+svg\b/i.test(text.slice(0, sampleLength));
}

function isHtml(text: string, root: Root | null): boolean {
  return /^<!doctype\s+html/i.test(text) || (root !== null && htmlNames.has(root.name));
}

/** No control characters but white space and escape, and nothing that is not UTF-8. */
function isReadable(sample: string): boolean {
  for (const sign of sample) {
    if (sign === '\uFFFD' || (sign < ' ' && !'\t\n\v\f\r\x1b'.includes(sign))) return false;
  }
  return true;
}

function isJson(text: string): boolean {
  return /^(?:\{\s*["}]|\[\s*[[{"\d\-tfn\]])/.test(text);
}
