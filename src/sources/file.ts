import { fail, ok, type Result } from '../core/failure.ts';
import type { Limits } from '../core/limits.ts';
import type { OpenedBytes } from './source.ts';

/** Reads a file of the user's. Browsers refuse when it was moved, changed or lost its permission meanwhile. */
export async function openFile(file: File | undefined, name: string, limits: Limits): Promise<Result<OpenedBytes>> {
  if (file === undefined) return fail({ code: 'file-gone', name });
  if (file.size > limits.sourceBytes) return fail({ code: 'too-many-bytes', limitBytes: limits.sourceBytes });
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return ok({ bytes, byteLength: bytes.byteLength, via: 'file' });
  } catch {
    return fail({ code: 'file-gone', name });
  }
}
