import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

/** Raise it when a recipe of these pictures changes: what other versions made is not looked at. */
const version = 1;

const folder = join(
  import.meta.dirname,
  `../../node_modules/.cache/photos/${version}-sharp-${sharp.versions.sharp}-vips-${sharp.versions.vips}`,
);

/**
 * The file of this name, made only when it is missing. It appears under its name by a rename, in one step, so test
 * workers that make the same file at the same time waste work but never read half a picture.
 */
export async function cached(name: string, make: () => Promise<Buffer>): Promise<Buffer> {
  const path = join(folder, name);
  const kept = await readFile(path).catch(() => null);
  if (kept !== null) return kept;
  const bytes = await make();
  await mkdir(folder, { recursive: true });
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, bytes);
  await rename(draft, path);
  return bytes;
}
