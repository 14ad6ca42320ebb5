import { cleanName, stemLimitBytes } from './stem.ts';

export type NamePart = { kind: 'text'; text: string } | { kind: 'stem' } | { kind: 'variant' };

export type TemplateProblem =
  | { code: 'stem-missing' }
  /** Braces included. */
  | { code: 'unknown-placeholder'; placeholder: string }
  | { code: 'folder-in-name' }
  /** With the longest stem and variant, a name would have this many bytes. */
  | { code: 'name-too-long'; byteLength: number; limitBytes: number };

export type TemplateReading = { ok: true; parts: readonly NamePart[] } | { ok: false; problem: TemplateProblem };

/** UTF-8 bytes of a file name that every file system takes. */
const nameLimitBytes = 255;
/** A stem with a number such as `-123456`; `16383x16383-99`; `.avif`. */
const longest = { stem: stemLimitBytes + 7, variant: 14, extension: 5 };

/** Reads a template such as `{stem}_{variant}`. A final `.{ext}` may be written; it is understood anyway. */
export function parseNameTemplate(template: string): TemplateReading {
  const pieces = template.replace(/\.\{ext\}$/, '').split(/(\{[^{}]*\})/);
  const parts: NamePart[] = [];
  for (const piece of pieces) {
    if (/[/\\]/.test(piece)) return { ok: false, problem: { code: 'folder-in-name' } };
    if (piece === '{stem}') parts.push({ kind: 'stem' });
    else if (piece === '{variant}') parts.push({ kind: 'variant' });
    else if (/^\{.*\}$/s.test(piece)) {
      return { ok: false, problem: { code: 'unknown-placeholder', placeholder: piece } };
    } else if (piece !== '') parts.push({ kind: 'text', text: cleanName(piece) });
  }
  if (!parts.some((part) => part.kind === 'stem')) return { ok: false, problem: { code: 'stem-missing' } };
  const byteLength = longestName(parts);
  if (byteLength > nameLimitBytes) {
    return { ok: false, problem: { code: 'name-too-long', byteLength, limitBytes: nameLimitBytes } };
  }
  return { ok: true, parts };
}

function longestName(parts: readonly NamePart[]): number {
  const encoder = new TextEncoder();
  const lengths = parts.map((part) => (part.kind === 'text' ? encoder.encode(part.text).length : longest[part.kind]));
  return lengths.reduce((sum, length) => sum + length, longest.extension);
}
