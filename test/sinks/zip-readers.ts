import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';

/** A program that the archive must open in, as `PAGE.md` promises. */
export interface ZipReader {
  name: string;
  /** The files in it, by name; rejects when the program finds anything wrong. */
  read(archive: string): Promise<Map<string, Buffer>>;
  /** Whether the program finds the archive sound, without unpacking it. */
  check(archive: string): Promise<void>;
}

const run = promisify(execFile);
/** Names are UTF-8 on the disk, whatever the machine's own language. */
const options = { env: { ...process.env, LC_ALL: 'C.UTF-8' }, maxBuffer: 2 ** 28 };

const extractSource = join(import.meta.dirname, 'Extract.java');
/** It runs for a second: compiling well would take longer than that. */
const lightJava = ['-XX:TieredStopAtLevel=1', '-Xshare:auto'];
const pythonCheck =
  'import sys, zipfile\nwith zipfile.ZipFile(sys.argv[1]) as z:\n if z.testzip(): sys.exit("damaged: " + z.testzip())';

function reader(
  name: string,
  extract: (archive: string, folder: string) => [string, ...string[]],
  test: (archive: string) => [string, ...string[]],
): ZipReader {
  return {
    name,
    async read(archive) {
      const folder = await mkdtemp(join(tmpdir(), 'unzipped-'));
      try {
        await call(extract(archive, folder));
        return await filesIn(folder);
      } finally {
        await rm(folder, { recursive: true });
      }
    },
    check: (archive) => call(test(archive)),
  };
}

async function call([program, ...parameters]: [string, ...string[]]): Promise<void> {
  await run(program, parameters, options);
}

async function filesIn(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = paths.map(async (path) => [relative(folder, path), await readFile(path)] as const);
  return new Map(await Promise.all(files));
}

export const readers: readonly ZipReader[] = [
  reader(
    'unzip',
    (archive, folder) => ['unzip', '-q', archive, '-d', folder],
    (archive) => ['unzip', '-tq', archive],
  ),
  reader(
    '7z',
    (archive, folder) => ['7z', 'x', '-y', `-o${folder}`, archive],
    (archive) => ['7z', 't', archive],
  ),
  reader(
    'Python zipfile',
    (archive, folder) => ['python3', '-m', 'zipfile', '-e', archive, folder],
    (archive) => ['python3', '-c', pythonCheck, archive],
  ),
  reader(
    'Java ZipInputStream',
    (archive, folder) => ['java', ...lightJava, extractSource, archive, folder],
    (archive) => ['java', ...lightJava, extractSource, archive],
  ),
];
