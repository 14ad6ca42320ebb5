import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * The bytes of `name` once the browser has finished writing it into `folder`: it has bytes, and the file with a longer
 * name that browsers write into meanwhile (`.part`, `.wkdownload`) is gone. Then it is taken away, so that the next may have its name. The test's time limit
 * is the only clock.
 */
export async function readDownload(folder: string, name: string): Promise<Buffer> {
  for (;;) {
    const names = (await readdir(folder)).filter((found) => found.startsWith(name.replace(/\..*$/, '')));
    if (names.length === 1 && names[0] === name) {
      const bytes = await readFile(join(folder, name));
      if (bytes.length > 0) {
        await rm(join(folder, name));
        return bytes;
      }
    }
    // Benches measure with this.
    await wait(5);
  }
}
