import { expect, test } from 'vitest';
import { type TakeOverOptions, takeOver } from '../../src/app/take-over.ts';
import { ok } from '../../src/core/failure.ts';
import type { Item, ItemState, OutputFile } from '../../src/core/item.ts';
import type { Ports } from '../../src/core/ports.ts';
import { defaultRecipe, type Recipe, widthVariant } from '../../src/core/recipe.ts';
import type { Picture } from '../../src/engine/render.ts';
import type { OpenedBytes } from '../../src/sources/source.ts';
import { createFakeClock } from '../core/world.ts';

const never = new AbortController().signal;
const source = { kind: 'jpeg', width: 800, height: 600, byteLength: 9_000, via: 'direct', route: 'vips' } as const;

const item = (id: number): Item => ({
  id,
  line: id + 1,
  origin: { kind: 'url', key: `${id}`, url: `https://a.example/${id}.jpg`, host: 'a.example' },
  stem: `${id}`,
});

const output = (variant: number): OutputFile => ({
  ...{ name: `0_${variant}.jpg`, variant, format: 'jpeg', width: 1, height: 1, byteLength: 1, note: null },
  sha256: `old ${variant}`,
});

const states: readonly ItemState[] = [
  { tag: 'done', made: { source, outputs: [0, 1, 2].map(output) } },
  { tag: 'skipped', failure: { code: 'placeholder', evidence: { kind: 'dot', width: 1, height: 1 } } },
];

/** A former run of two items, and ports that count: what is asked of the world, and which widths are drawn. */
function createStand(recipe: Recipe, change: Partial<TakeOverOptions> = {}) {
  const counts = { opened: 0, delivered: 0, drawn: [] as (number | null)[] };
  const renderWith =
    ({ variants }: Recipe): Ports<OpenedBytes, Picture>['render'] =>
    async () => {
      counts.drawn.push(...variants.map(({ width }) => width));
      const thumbnails = variants.map((_, variant): Picture => {
        const { name, ...facts } = output(variant);
        return { ...facts, sha256: 'new', bytes: new ArrayBuffer(0) };
      });
      return ok({ source: { kind: 'jpeg', width: 800, height: 600, route: 'vips' }, thumbnails });
    };
  const ports: Ports<OpenedBytes, Picture> = {
    clock: createFakeClock(),
    async open() {
      counts.opened += 1;
      return ok({ bytes: new Uint8Array(8), byteLength: 8, via: 'direct' });
    },
    render: renderWith(recipe),
    release() {},
    shelve: async () => ok(undefined),
    async deliver() {
      counts.delivered += 1;
      return ok(undefined);
    },
  };
  const taking = takeOver({
    ports,
    recipe,
    renderPart: renderWith,
    former: { job: { items: [item(0), item(1)], recipe: defaultRecipe }, states },
    shelf: { find: (_, place) => ({ byteLength: 1, crc32: 0, read: async () => Uint8Array.of(place) }) },
    isSameDestination: true,
    ...change,
  });
  const make = async (id: number) => {
    const opened = await taking.open(item(id).origin, never, () => {});
    if (!opened.ok) return opened.failure.code;
    const rendered = await taking.render(opened.value, never);
    if (!rendered.ok) return rendered.failure.code;
    return rendered.value.thumbnails.map(({ variant, sha256 }) => `${variant}: ${sha256}`);
  };
  return { counts, taking, make };
}

test('an image that is there in every size is neither fetched nor drawn', async () => {
  const { counts, make, taking } = createStand({ ...defaultRecipe, nameTemplate: '{stem}-{variant}' });
  expect(await make(0)).toEqual(['0: old 0', '1: old 1', '2: old 2']);
  expect(counts).toMatchObject({ opened: 0, drawn: [] });
  const opened = await taking.open(item(0).origin, never, () => {});
  expect(opened).toMatchObject({ ok: true, value: { byteLength: 9_000, via: 'kept' } });
});

test('of an image with a new size only that size is drawn, and all stand in the order of the recipe', async () => {
  const [first, second, third] = defaultRecipe.variants;
  const variants = [first, widthVariant(48), third, second].filter((variant) => variant !== undefined);
  const { counts, make } = createStand({ ...defaultRecipe, variants });
  expect(await make(0)).toEqual(['0: old 0', '1: new', '2: old 2', '3: old 1']);
  expect(counts).toMatchObject({ opened: 1, drawn: [48] });
});

test('an image that is new is made whole', async () => {
  const { counts, make } = createStand(defaultRecipe);
  expect(await make(7)).toEqual(['0: new', '1: new', '2: new']);
  expect(counts).toMatchObject({ opened: 1, drawn: [200, 64, 32] });
});

test('a picture that the shelf has lost is made again', async () => {
  const { counts, make } = createStand(defaultRecipe, { shelf: { find: () => null } });
  expect(await make(0)).toEqual(['0: new', '1: new', '2: new']);
  expect(counts.opened).toBe(1);
});

test('what was left out as a placeholder is left out again, unasked', async () => {
  const { counts, make } = createStand(defaultRecipe);
  expect(await make(1)).toBe('placeholder');
  expect(counts.opened).toBe(0);
});

test('a file that arrived is not sent again; under another name, or to another place, it is', async () => {
  const here = createStand(defaultRecipe);
  await here.taking.deliver(item(0), output(0), never);
  expect(here.counts.delivered).toBe(0);
  await here.taking.deliver(item(0), { ...output(0), name: 'other.jpg' }, never);
  await here.taking.deliver(item(0), { ...output(0), sha256: 'new' }, never);
  expect(here.counts.delivered).toBe(2);
  const elsewhere = createStand(defaultRecipe, { isSameDestination: false });
  await elsewhere.taking.deliver(item(0), output(0), never);
  expect(elsewhere.counts.delivered).toBe(1);
});
