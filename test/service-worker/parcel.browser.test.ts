import { expect, test } from 'vitest';
import { createParcelShelf } from '../../src/service-worker/parcel.ts';

const scope = new URL('/parcel-under-test/', location.href).href;

function formOf(fields: [name: string, value: string | File][]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

test('pictures and links arrive as they were sent, once', async () => {
  const parcels = createParcelShelf(scope, caches);
  const picture = new File([new Uint8Array([1, 2, 3])], 'Café / 図.jpg', { type: 'image/jpeg', lastModified: 1234 });
  const second = new File(['x'], 'second', { lastModified: 5 });
  await parcels.put(
    formOf([
      ['images', picture],
      ['images', second],
      ['title', 'https://example.com/not-this'],
      ['text', 'Look: https://example.com/a.jpg and https://example.com/b.jpg'],
      ['url', 'https://example.com/a.jpg'],
    ]),
  );
  const parcel = await parcels.take();
  expect(parcel?.text).toBe('https://example.com/a.jpg\nhttps://example.com/b.jpg');
  expect(parcel?.files.map(({ name, size, type, lastModified }) => [name, size, type, lastModified])).toEqual([
    [picture.name, 3, 'image/jpeg', 1234],
    ['second', 1, 'application/octet-stream', 5],
  ]);
  expect(await parcels.take()).toBeNull();
});

test('a parcel takes the place of one that nobody came for, and is bounded', async () => {
  const parcels = createParcelShelf(scope, caches);
  await parcels.put(formOf([['images', new File(['old'], 'old.jpg')]]));
  await parcels.put(formOf(Array.from({ length: 1002 }, (_, index) => ['images', new File(['x'], `${index}.jpg`)])));
  const parcel = await parcels.take();
  expect(parcel?.files).toHaveLength(1000);
  expect(parcel?.files[0]?.name).toBe('0.jpg');
  expect(parcel?.text).toBe('');
});
