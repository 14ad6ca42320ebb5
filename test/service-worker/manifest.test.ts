import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { sharePath } from '../../src/service-worker/errand.ts';

const folder = join(import.meta.dirname, '../../public');
const manifest = JSON.parse(readFileSync(join(folder, 'manifest.webmanifest'), 'utf8'));

test('the manifest sends shares where the service worker takes them in', () => {
  const { action, method, enctype, params } = manifest.share_target;
  expect(action).toBe(`./${sharePath}`);
  expect([method, enctype]).toEqual(['POST', 'multipart/form-data']);
  expect(params).toMatchObject({ text: 'text', url: 'url', files: [{ name: 'images' }] });
});

test('all addresses are relative: the page may lie in any folder', () => {
  expect([manifest.id, manifest.start_url, manifest.scope]).toEqual(['./', './', './']);
  expect(manifest.file_handlers[0].action).toBe('./');
});

test('icons are there in the sizes that are said, one of them for masks, and it fills its square', async () => {
  for (const { src, sizes, type, purpose } of manifest.icons) {
    if (type === 'image/svg+xml') continue;
    const { width, height, format } = await sharp(join(folder, src)).metadata();
    expect(`${width}x${height}`).toBe(sizes);
    expect(`image/${format}`).toBe(type);
    if (purpose === 'maskable') expect((await sharp(join(folder, src)).stats()).isOpaque).toBe(true);
  }
  expect(manifest.icons.some(({ purpose }: { purpose?: string }) => purpose === 'maskable')).toBe(true);
});
