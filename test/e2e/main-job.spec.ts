import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { seedPhotos, seedSize } from '../photos/seed.ts';
import { createFaultServer } from '../servers/fault-server.ts';
import { readers } from '../sinks/zip-readers.ts';
import { createMaker } from './page.ts';
import { startProduct } from './product.ts';
import { readReport } from './report.ts';

test('26 photos on three hosts become 78 thumbnails in a zip that four readers open', async ({ page }) => {
  const photos = await seedPhotos();
  const picture = async (path: string) => photos[Number(/photo-(\d+)/.exec(path)?.[1] ?? 1) - 1]?.bytes() as Buffer;
  const open = await createFaultServer({ cors: true, picture });
  const closed = await createFaultServer({ cors: false, picture });
  const flaky = await createFaultServer({ cors: true, picture });
  const product = await startProduct([closed.host]);
  const urls = photos.map((_, index) => {
    const tag = `photo-${String(index + 1).padStart(2, '0')}`;
    if (index % 3 === 0) return open.url('healthy', tag);
    return index % 3 === 1 ? closed.url('healthy', tag) : flaky.url('flaky-503', tag);
  });
  try {
    await page.goto(product.url);
    const maker = createMaker(page);
    await maker.paste(urls);
    await expect(maker.summary).toHaveText('26 images, 0 duplicates, 0 rejected');
    await maker.button('Make thumbnails').click();
    expect(await maker.finished()).toBe('Finished: 26 done, 0 failed, 0 skipped, 0 cancelled');

    const folder = await mkdtemp(join(tmpdir(), 'thumbnails-'));
    const path = join(folder, 'thumbnails.zip');
    await writeFile(path, await maker.download('Download zip'));
    const readings = await Promise.all(readers.map((reader) => reader.read(path)));
    await rm(folder, { recursive: true });
    const [files] = readings;
    if (files === undefined) throw new Error('there is no reader');
    expect(files.size).toBe(79);
    for (const reading of readings) {
      expect([...reading.keys()].sort()).toEqual([...files.keys()].sort());
      for (const [name, bytes] of reading) expect(bytes.equals(files.get(name) as Buffer), name).toBe(true);
    }

    const rows = readReport(files.get('report.csv')?.toString('utf8') ?? '');
    expect(rows).toHaveLength(78);
    for (const row of rows) {
      const bytes = files.get(row.file ?? '') as Buffer;
      const { width, height, format } = await sharp(bytes).metadata();
      const wanted = Number(/_(\d+)\.jpg$/.exec(row.file ?? '')?.[1]);
      expect([200, 64, 32]).toContain(wanted);
      expect({ width, format }).toEqual({ width: wanted, format: 'jpeg' });
      expect(Math.abs((height ?? 0) - (wanted * seedSize.height) / seedSize.width)).toBeLessThanOrEqual(1);
      expect(row).toMatchObject({
        status: 'done',
        width: String(width),
        height: String(height),
        bytes: String(bytes.length),
      });
      expect(row.sha256).toMatch(/^[0-9a-f]{64}$/);
    }
    expect(new Set(rows.map((row) => row.origin))).toEqual(new Set(urls));
    // Two direct attempts told that this host does not let pages read it; all the rest went through the relay.
    expect(rows.filter((row) => row.via === 'relay').map((row) => new URL(row.origin ?? '').host)).toEqual(
      Array(27).fill(closed.host),
    );
  } finally {
    await Promise.all([product.close(), open.close(), closed.close(), flaky.close()]);
  }
});
