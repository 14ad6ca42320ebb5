import { expect, test } from 'vitest';
import { skipPlaceholders } from '../../src/app/placeholders.ts';
import { ok } from '../../src/core/failure.ts';
import type { Origin } from '../../src/core/item.ts';
import type { Ports, Thumbnail } from '../../src/core/ports.ts';
import type { OpenedBytes } from '../../src/sources/source.ts';
import { createFakeClock } from '../core/world.ts';

/** A GIF header of this size, which is all that the sniffer wants. */
const gif = (side: number) => Uint8Array.of(...new TextEncoder().encode('GIF89a'), side, 0, side, 0, 0, 0, 0, 0x3b);

const never = new AbortController().signal;

function createStand(bytesOf: (origin: Origin) => Uint8Array<ArrayBuffer>) {
  let rendered = 0;
  const ports: Ports<OpenedBytes, Thumbnail> = {
    clock: createFakeClock(),
    async open(origin) {
      const bytes = bytesOf(origin);
      return ok({ bytes, byteLength: bytes.byteLength, via: 'direct' });
    },
    async render() {
      rendered += 1;
      return ok({ source: { kind: 'gif', width: 1, height: 1, route: 'fake' }, thumbnails: [] });
    },
    release() {},
    shelve: async () => ok(undefined),
    deliver: async () => ok(undefined),
  };
  const guarded = skipPlaceholders(ports);
  const make = async (origin: Origin) => {
    const opened = await guarded.open(origin, never, () => {});
    if (!opened.ok) throw new Error('expected to open');
    const made = await guarded.render(opened.value, never);
    return made.ok ? 'rendered' : made.failure.code;
  };
  return { make, rendered: () => rendered };
}

const url = (path: string): Origin => ({ kind: 'url', key: path, url: `https://a.example/${path}`, host: 'a.example' });
const file = (name: string): Origin => ({ kind: 'file', key: name, fileId: name, name, byteLength: 14 });

test('a dot from a URL never reaches the engine; a dot of the user’s own does', async () => {
  const { make, rendered } = createStand(() => gif(1));
  expect([await make(url('1.gif')), rendered()]).toEqual(['placeholder', 0]);
  expect([await make(file('1.gif')), rendered()]).toEqual(['rendered', 1]);
});

test('equal bytes of many URLs are noticed; those of files, and what is no picture, are not', async () => {
  const same = createStand(() => gif(90));
  const made: string[] = [];
  for (let index = 0; index < 6; index++)
    made.push(await same.make(file(`${index}`)), await same.make(url(`${index}`)));
  expect(made.filter((made) => made === 'placeholder')).toHaveLength(2);
  expect(made.filter((_, index) => index % 2 === 0)).toEqual(Array(6).fill('rendered'));
  const page = createStand(() => new TextEncoder().encode('<!doctype html>Not found'));
  for (let index = 0; index < 9; index++) expect(await page.make(url(`${index}`))).toBe('rendered');
});
