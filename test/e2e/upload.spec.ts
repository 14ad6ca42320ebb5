import { createHash } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { seedPhotos } from '../photos/seed.ts';
import { createPhotoServer } from '../servers/photo-server.ts';
import { createUploadServer } from '../servers/upload-server.ts';
import { createMaker } from './page.ts';
import { startProduct } from './product.ts';
import { readReport } from './report.ts';

test('26 photos × 3 sizes uploaded to a host that fails every fifth request once: 78 objects, each exactly once', async ({
  page,
}) => {
  const photos = await createPhotoServer(await seedPhotos());
  const uploads = await createUploadServer({ failEvery: 5 });
  const product = await startProduct([]);
  try {
    await page.goto(product.url);
    const maker = createMaker(page);
    await maker.paste(photos.urls);
    await page.getByRole('radio', { name: 'Upload (HTTP PUT)' }).check();
    await page.getByRole('textbox', { name: 'Upload URL template' }).fill(`${uploads.origin}/thumbs/{file}`);
    await maker.button('Make thumbnails').click();
    expect(await maker.finished()).toBe('Finished: 26 done, 0 failed, 0 skipped, 0 cancelled');

    const rows = readReport((await maker.download('Download report')).toString('utf8'));
    expect(rows).toHaveLength(78);
    expect(uploads.objects.size).toBe(78);
    for (const row of rows) {
      const object = uploads.objects.get(`thumbs/${row.file}`);
      expect(object?.stores, row.file).toBe(1);
      expect(object?.contentType).toBe('image/jpeg');
      expect(
        createHash('sha256')
          .update(object?.bytes ?? '')
          .digest('hex'),
      ).toBe(row.sha256);
    }
    // The faults did happen.
    expect(uploads.ledger.entries.filter((entry) => entry.status === 503).length).toBeGreaterThan(5);
  } finally {
    await Promise.all([product.close(), photos.close(), uploads.close()]);
  }
});
