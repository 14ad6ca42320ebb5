import type { Failure } from '../core/failure.ts';
import type { Head } from '../core/head.ts';
import { isCutShort } from './cut-short.ts';
import { Declined } from './decoders/decoder.ts';

/**
 * What was thrown while a picture was at work, as data. Three kinds of things are thrown in an engine: libvips' own
 * refusals (a `WebAssembly.Exception`, which is no `Error`), traps of the machine under it, and errors of the browser.
 */
export function toFailure(thrown: unknown, { kind }: Pick<Head, 'kind'>, bytes: Uint8Array): Failure {
  const log = readLog(thrown);
  const detail = log.at(-1)?.slice(0, 200) ?? '';
  // How the file ends is not what this decoder minded: another one may well draw it.
  if (thrown instanceof Declined) return { code: 'corrupt', kind, detail };
  if (isTrap(thrown)) return { code: 'engine-lost', reason: detail };
  if (endWords.test(log.join('\n')) || isCutShort(bytes, kind)) return { code: 'truncated' };
  return { code: 'corrupt', kind, detail };
}

/** How libjpeg, libheif, nsgif and libtiff say that there should have been more. */
const endWords = /premature end|truncated|unexpected end|not enough data/i;

/**
 * After a trap the memory of the instance is in no known state: stack exhausted (a `RangeError` in Chromium, an
 * `InternalError` in Firefox), access out of bounds, abort, memory that cannot grow.
 */
function isTrap(thrown: unknown): boolean {
  if (thrown instanceof WebAssembly.RuntimeError || thrown instanceof RangeError) return true;
  return thrown instanceof Error && thrown.name === 'InternalError';
}

/** Emscripten's exceptions carry `[C++ class, what()]` where others have a text; the last line of libvips' log says most. */
function readLog(thrown: unknown): string[] {
  const message = typeof thrown === 'object' && thrown !== null && 'message' in thrown ? thrown.message : thrown;
  const text = Array.isArray(message) ? String(message.at(-1)) : String(message);
  return text.trim().split('\n');
}
