import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { downloadZip } from 'client-zip';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type ZipEntry, zip } from '../../src/sinks/zip.ts';
import { awkwardNames, entryOf, textEntry } from './zip-input.ts';
import { readers } from './zip-readers.ts';

// A JVM or a Python takes its seconds to start when other tests have the processor.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zip-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function chunksOf(entries: Parameters<typeof zip>[0]): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of zip(entries)) chunks.push(chunk);
  return chunks;
}

function sum(chunks: readonly Uint8Array[]): string {
  return createHash('sha256').update(Buffer.concat(chunks)).digest('hex');
}

async function save(name: string, entries: Parameters<typeof zip>[0]): Promise<string> {
  const path = join(folder, name);
  await pipeline(zip(entries), createWriteStream(path));
  return path;
}

const contents = new Map(
  awkwardNames.map((name, index) => [name, Buffer.alloc(index * 37_001, `${index} bytes of a picture `)]),
);
const awkwardEntries = [...contents].map(([name, bytes]) => entryOf(name, bytes));

describe.each(readers)('$name', (reader) => {
  test('gives back names and bytes', async () => {
    const archive = await save(`${reader.name}.zip`, awkwardEntries);
    const files = await reader.read(archive);
    expect([...files.keys()].sort()).toEqual([...awkwardNames].sort());
    for (const [name, bytes] of files) expect(bytes.equals(contents.get(name) as Buffer), name).toBe(true);
    await reader.check(archive);
  });

  test('notices damage, so that its silence means something', async () => {
    const archive = Buffer.concat(await chunksOf(awkwardEntries));
    archive[archive.length >> 1] = (archive[archive.length >> 1] as number) ^ 1;
    const path = join(folder, `damaged ${reader.name}.zip`);
    await writeFile(path, archive);
    await expect(reader.check(path)).rejects.toThrow();
  });
});

describe('70,000 tiny entries', () => {
  const entries = function* () {
    for (let index = 0; index < 70_000; index += 1) yield textEntry(`folder-${index % 70}/${index}.txt`, `${index}`);
  };

  test.each(readers)(
    'are sound to $name',
    async (reader) => {
      const archive = await save(`many ${reader.name}.zip`, entries());
      await reader.check(archive);
    },
    60_000,
  );

  test('take few chunks of about 1 MB, and no more time than an entry is worth', async () => {
    const started = performance.now();
    const chunks = await chunksOf(entries());
    const perEntryMs = (performance.now() - started) / 70_000;
    expect(chunks.length).toBeLessThan(400);
    expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThan(1.1 * 2 ** 20);
    expect(perEntryMs).toBeLessThan(0.2);
  });
});

test('the content is what client-zip would give', async () => {
  const ours = await save('ours.zip', awkwardEntries);
  const theirs = join(folder, 'theirs.zip');
  const input = [...contents].map(([name, bytes]) => ({ name, input: bytes }));
  await writeFile(theirs, Buffer.from(await downloadZip(input).arrayBuffer()));
  const [unzip] = readers;
  const sums = async (path: string) =>
    [...((await unzip?.read(path)) ?? [])].map(([name, bytes]) => [name, sum([bytes])]);
  expect((await sums(ours)).sort()).toEqual((await sums(theirs)).sort());
});

test('the same entries give the same bytes, however they come', async () => {
  const later = async function* () {
    for (const entry of awkwardEntries) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      yield entry;
    }
  };
  expect(sum(await chunksOf(later()))).toBe(sum(await chunksOf(awkwardEntries)));
});

test('reads a batch at once, and no further than the batch that is written', async () => {
  let reading = 0;
  let most = 0;
  let read = 0;
  const entries = Array.from({ length: 1000 }, (_, index): ZipEntry => {
    const entry = textEntry(`${index}`, 'x');
    return {
      ...entry,
      async read() {
        reading += 1;
        most = Math.max(most, reading);
        await Promise.resolve();
        reading -= 1;
        read += 1;
        return entry.read();
      },
    };
  });
  const archive = zip(entries);
  await archive.next();
  expect(most).toBe(256);
  expect(read).toBe(256);
  await archive.return();
});

test('an archive that would be wrong is not made', async () => {
  const short: ZipEntry = { ...textEntry('short.jpg', 'abc'), byteLength: 4 };
  await expect(chunksOf([short])).rejects.toThrow('short.jpg: 3 bytes instead of 4');
  const gone: ZipEntry = { ...textEntry('gone.jpg', ''), read: () => Promise.reject(new Error('gone')) };
  await expect(chunksOf([gone])).rejects.toThrow('gone');
  await expect(chunksOf([textEntry('n'.repeat(65_536), '')])).rejects.toThrow(RangeError);
});
