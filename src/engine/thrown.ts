import type { Failure } from '../core/failure.ts';

/**
 * What was thrown while a picture was at work, as data. Three kinds of things are thrown in an engine: libvips' own
 * refusals (a `WebAssembly.Exception`, which is no `Error`), traps of the machine under it, and errors of the browser.
 * @param kind of the picture, for the message
 */
export function toFailure(thrown: unknown, kind: string): Failure {
  if (isTrap(thrown)) return { code: 'engine-lost', reason: inWords(thrown) };
  const detail = inWords(thrown);
  if (/premature end|truncated|unexpected end|end of (stream|file|image)|not enough data|read error/i.test(detail)) {
    return { code: 'truncated' };
  }
  if (/not in a known format|no known (loader|saver)|unsupported/i.test(detail)) return { code: 'unsupported', kind };
  return { code: 'corrupt', kind, detail };
}

/**
 * After a trap the memory of the instance is in no known state: stack exhausted (a `RangeError` in Chromium, an
 * `InternalError` in Firefox), access out of bounds, abort, memory that cannot grow.
 */
function isTrap(thrown: unknown): boolean {
  if (thrown instanceof WebAssembly.RuntimeError || thrown instanceof RangeError) return true;
  return thrown instanceof Error && thrown.name === 'InternalError';
}

/** Emscripten's exceptions carry `[C++ class, what()]` where others have a text; of libvips' log the last line says most. */
function inWords(thrown: unknown): string {
  const message = typeof thrown === 'object' && thrown !== null && 'message' in thrown ? thrown.message : thrown;
  const text = Array.isArray(message) ? String(message.at(-1)) : String(message);
  return text.trim().split('\n').at(-1)?.slice(0, 200) ?? '';
}
