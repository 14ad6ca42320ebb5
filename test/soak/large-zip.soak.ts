import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { zip } from '../../src/sinks/zip.ts';
import { entryOf, textEntry } from '../sinks/zip-input.ts';
import { readers } from '../sinks/zip-readers.ts';

const megabyte = 2 ** 20;

let folder: string;
let archive: string;
let mostBytes = 0;

/** 4.1 GiB of zeros in 8 MB pieces, and small files before and behind the place where offsets stop fitting. */
async function* entries() {
  const zeros = entryOf('', new Uint8Array(8 * megabyte));
  yield textEntry('first.txt', 'first');
  for (let index = 0; index < 525; index += 1) {
    mostBytes = Math.max(mostBytes, process.memoryUsage().rss);
    yield { ...zeros, name: `zeros-${index}.bin` };
  }
  yield textEntry('last.txt', 'last');
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'large-zip-'));
  archive = join(folder, 'large.zip');
  const before = process.memoryUsage().rss;
  await pipeline(zip(entries()), createWriteStream(archive));
  mostBytes -= before;
});
afterAll(() => rm(folder, { recursive: true }));

describe('a zip of more than 4 GiB', () => {
  test('is that large, and was written in little memory', async () => {
    expect((await stat(archive)).size).toBeGreaterThan(2 ** 32);
    console.log(`grew by ${Math.round(mostBytes / megabyte)} MB while it was written`);
    expect(mostBytes).toBeLessThan(300 * megabyte);
  });

  test.each(readers)('is sound to $name', (reader) => reader.check(archive));
});
