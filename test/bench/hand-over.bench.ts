import { test } from '@playwright/test';
import { seedPhotos } from '../photos/seed.ts';
import { createPhotoServer } from '../servers/photo-server.ts';
import { compare, toTable } from './compare.ts';
import type { Way } from './workshop/hand-over.ts';
import { serveWorkshop } from './workshop/serve.ts';

const rounds = Number(process.env.ROUNDS ?? 9);

const ways: { way: Way; name: string }[] = [
  { way: 'shared', name: '**a worker for downloads**, memory that all share' },
  { way: 'buffer', name: 'the page fetches, an ArrayBuffer is transferred' },
  { way: 'blob', name: 'the page fetches, the engine reads a Blob' },
  { way: 'url', name: 'the engine fetches, three images at a time' },
];

/** What `src/app/ports.ts` decides by: all of them from URL to pictures, on two engines, over a line without bounds. */
test('how bytes come to the engines: 26 JPEGs → 200, 64, 32, downloads included', async ({ page }) => {
  const photos = await createPhotoServer(await seedPhotos());
  const workshop = await serveWorkshop();
  const { handOver } = await workshop.open(page, []);
  const comparisons = await compare(
    ways.map(({ way, name }) => ({ name, run: () => handOver(way, photos.urls) })),
    rounds,
  );
  console.log(toTable('26 JPEGs → 200, 64, 32 (6 MP each), from URL to pictures', comparisons));
  await Promise.all([workshop.close(), photos.close()]);
});
