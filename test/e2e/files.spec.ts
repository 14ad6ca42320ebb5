import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { readers } from '../sinks/zip-readers.ts';
import { createMaker } from './page.ts';
import { startProduct } from './product.ts';

const pixels = (background: string) => sharp({ create: { width: 300, height: 200, channels: 4, background } });

test('files of this machine, picked and dropped: transparency kept, names made unique, formats as asked', async ({
  page,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'files-'));
  const product = await startProduct([]);
  try {
    await page.goto(product.url);
    const maker = createMaker(page);
    await page.getByLabel('Image files').setInputFiles([
      { name: 'red.png', mimeType: 'image/png', buffer: await pixels('rgba(255,0,0,1)').png().toBuffer() },
      { name: 'glass.png', mimeType: 'image/png', buffer: await pixels('rgba(0,0,255,0.5)').png().toBuffer() },
    ]);
    const dropped = (await pixels('rgba(0,255,0,1)').webp().toBuffer()).toString('base64');
    await page.evaluate((base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([bytes], 'RED.webp', { type: 'image/webp' }));
      for (const type of ['dragenter', 'dragover', 'drop']) {
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      }
    }, dropped);
    await expect(maker.summary).toHaveText('3 images, 0 duplicates, 0 rejected');
    await page.getByRole('combobox', { name: 'Preset' }).selectOption('Squares 96, 48');
    await maker.button('Make thumbnails').click();
    expect(await maker.finished()).toBe('Finished: 3 done, 0 failed, 0 skipped, 0 cancelled');
    const path = join(folder, 'thumbnails.zip');
    await writeFile(path, await maker.download('Download zip'));
    const files = await readers[0]?.read(path);
    expect([...(files?.keys() ?? [])].sort()).toEqual([
      'RED-2_48x48.jpg',
      'RED-2_96x96.jpg',
      'glass_48x48.png',
      'glass_96x96.png',
      'red_48x48.jpg',
      'red_96x96.jpg',
      'report.csv',
    ]);
    const glass = await sharp(files?.get('glass_96x96.png')).raw().toBuffer({ resolveWithObject: true });
    expect(glass.info).toMatchObject({ width: 96, height: 96, channels: 4 });
    expect([...glass.data.subarray(0, 4)]).toEqual([0, 0, 255, 128]);
  } finally {
    await product.close();
    await rm(folder, { recursive: true });
  }
});
