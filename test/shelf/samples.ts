import type { Fate, Made } from '../../src/core/item.ts';
import { defaultRecipe } from '../../src/core/recipe.ts';
import type { Plan } from '../../src/shelf/shelf.ts';

/** A plan of this many items. */
export function planOf(count: number): Plan {
  const items = Array.from({ length: count }, (_, id) => {
    const url = `https://example.test/${id}.jpg`;
    return { id, line: id + 1, origin: { kind: 'url', key: url, url, host: 'example.test' }, stem: `${id}` } as const;
  });
  return { job: { items, recipe: defaultRecipe }, page: { text: 'the list as it was, 😀' } };
}

/** Three pictures of an item, different for every item and size, that no other function makes. */
export function picturesOf(item: number, byteLength = 300): ArrayBuffer[] {
  return [3, 2, 1].map((size) => {
    const bytes = new Uint8Array(byteLength * size);
    for (let index = 0; index < bytes.length; index += 1) bytes[index] = (index * 31 + item * 7 + size) & 255;
    return bytes.buffer;
  });
}

export function madeOf(item: number, pictures: readonly ArrayBuffer[] = picturesOf(item)): Made {
  return {
    source: { kind: 'jpeg', width: 640, height: 480, byteLength: 99_000, via: 'direct', route: 'test' },
    outputs: pictures.map((picture, variant) => ({
      name: `${item}_${variant}.jpg`,
      variant,
      format: 'jpeg',
      width: 200,
      height: 150,
      byteLength: picture.byteLength,
      sha256: '0'.repeat(64),
      note: null,
    })),
  };
}

export function doneOf(item: number): Fate {
  return { tag: 'done', made: madeOf(item) };
}

export const failedFate: Fate = { tag: 'failed', failure: { code: 'truncated' }, attempts: 2, made: null };
